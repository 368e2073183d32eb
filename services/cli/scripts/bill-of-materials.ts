import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

interface Bill {
  serialNumber: string;
  readonly metadata: { timestamp?: string };
  components: readonly { readonly 'bom-ref': string }[];
  dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

interface Package {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/**
 * What the `vigil` command is made of, as CycloneDX. `pnpm sbom` gives it another order, number and time at each call,
 * and leaves out now and then what a package of the workspace depends on; here the same lock file gives the same text,
 * so that two bills can be compared.
 */
export async function billOfMaterials(root: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'vigil-sbom-'));
  try {
    const file = join(directory, 'sbom.json');
    const kind = ['--sbom-format=cyclonedx', '--sbom-type=application', '--sbom-spec-version=1.6', '--prod'];
    const shell = process.platform === 'win32';
    await promisify(execFile)('pnpm', ['--filter=@vigil/cli', 'sbom', ...kind, '--out', file], { cwd: root, shell });
    return settled(JSON.parse(await readFile(file, 'utf8')) as Bill, await workspaceDependencies(root));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function settled(bill: Bill, known: ReadonlyMap<string, readonly string[]>): string {
  delete bill.metadata.timestamp;
  bill.components = bill.components.toSorted((one, other) => order(one['bom-ref'], other['bom-ref']));
  bill.dependencies = bill.dependencies
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: (known.get(ref) ?? dependsOn).toSorted(order) }))
    .toSorted((one, other) => order(one.ref, other.ref));
  bill.serialNumber = '';
  bill.serialNumber = `urn:uuid:${uuidOf(JSON.stringify(bill))}`;
  return `${JSON.stringify(bill, null, 2)}\n`;
}

/** By reference, as they are installed. */
async function workspaceDependencies(root: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const kind of ['packages', 'services']) {
    for (const room of await readdir(join(root, kind))) {
      const own = await read(join(root, kind, room));
      const installed = Object.keys(own.dependencies ?? {}).map((name) =>
        read(join(root, kind, room, 'node_modules', name)),
      );
      found.set(reference(own), (await Promise.all(installed)).map(reference));
    }
  }
  return found;
}

async function read(directory: string): Promise<Package> {
  return JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')) as Package;
}

const reference = ({ name, version }: Package): string => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** Of version 8: made by ourselves, out of what it names. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
