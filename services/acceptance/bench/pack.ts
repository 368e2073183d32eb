import { execFile } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/*
 * What a board pack costs in each format, beside its charts alone: one in a fresh process, and those of many authorities
 * in a row. Ratios travel between machines; seconds do not.
 */

interface Told {
  /** Milliseconds: to word and paginate; to draw. */
  readonly pack: number;
  readonly file: number;
  readonly bytes: number;
  readonly pages: number;
  readonly megabytes: number;
}

const authorities = Number(process.argv[2] ?? 153);
const one = fileURLToPath(new URL('one-pack.ts', import.meta.url));
const say = (text: string) => void process.stdout.write(`${text}\n`);
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;

async function measure(format: string, count: number): Promise<Told> {
  const args = ['--conditions=@vigil/source', '--import', 'tsx', one, format, String(count)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as Told;
}

say(`board packs; ${cpus().length} cores, Node ${process.version}\n`);
for (const count of [1, authorities]) {
  say(count === 1 ? 'one pack, in a process of its own:' : `\n${count} authorities in a row, in one process:`);
  const charts = await measure('charts', count);
  say(`  worded: ${seconds(charts.pack)}, ${charts.pages} pages; charts alone: ${seconds(charts.file)}`);
  for (const format of ['pdf', 'html', 'pptx']) {
    const { file, bytes, megabytes } = await measure(format, count);
    const ratio = (file / charts.file).toFixed(1);
    say(
      `  ${format}: ${seconds(file)}, ${seconds(file / count)} each, ${ratio} times the charts alone; ` +
        `${(bytes / 1e6).toFixed(1)} MB; peak ${megabytes} MB`,
    );
  }
}
