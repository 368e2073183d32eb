import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';
import type { ServiceDefinition } from '../src/index.ts';

type LogLine = Readonly<Record<string, unknown>>;

/** A service in a process of its own, as an operator runs it. */
export interface ServiceProcess {
  readonly name: string;
  /** What it has logged so far; all of it once it has ended. */
  readonly lines: readonly LogLine[];
  /** OpenTelemetry's modules that it loaded, by package; known once it has ended. */
  readonly telemetry: ReadonlySet<string>;
  /** Where it answers probes; waits until it does. */
  address(): Promise<string>;
  get(path: string): Promise<{ status: number; body: string }>;
  /** @returns its exit code */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

const marker = 'telemetry loaded: ';
/** Says at the end which of OpenTelemetry's modules are there. */
const tellModules = `data:text/javascript,${encodeURIComponent(`
  import { createRequire } from 'node:module';
  const { cache } = createRequire('file:///');
  process.on('exit', () => {
    const found = Object.keys(cache).join('\\n').matchAll(/node_modules\\/(@opentelemetry\\/[\\w-]+|bullmq-otel)\\//g);
    process.stderr.write(${JSON.stringify(marker)} + [...new Set([...found].map((one) => one[1]))].join() + '\\n');
  });`)}`;

export function startService(
  name: ServiceDefinition['name'],
  env: Readonly<Record<string, string | undefined>>,
): ServiceProcess {
  const child = spawn(process.execPath, ['--import', tellModules, join(inject('emittedServices'), `${name}.mjs`)], {
    env: { PATH: process.env['PATH'], VIGIL_PROBE_ADDRESS: '127.0.0.1:0', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  const lines: LogLine[] = [];
  const telemetry = new Set<string>();
  let tellAddress: (address: string) => void;
  const listening = new Promise<string>((resolve) => {
    tellAddress = resolve;
  });
  createInterface(child.stderr).on('line', (text) => {
    if (text.startsWith(marker)) {
      for (const one of text.slice(marker.length).split(',')) if (one !== '') telemetry.add(one);
      return;
    }
    const line = JSON.parse(text) as LogLine;
    lines.push(line);
    if (line['msg'] === 'probes are answered') tellAddress(String(line['address']));
  });
  const address = async (): Promise<string> => {
    const gone = ended.then(() => {
      throw new Error(`${name} ended before it answered: ${JSON.stringify(lines.at(-1))}`);
    });
    return Promise.race([listening, gone]);
  };
  return {
    name,
    lines,
    telemetry,
    address,
    get: async (path) => {
      const response = await fetch(`${await address()}${path}`);
      return { status: response.status, body: await response.text() };
    },
    end: async (signal = 'SIGTERM') => {
      child.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
}
