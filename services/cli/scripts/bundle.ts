import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { billOfMaterials } from './bill-of-materials.ts';

/**
 * `pnpm bundle [--platform linux-x64] [--node FILE] [--out DIR]`: Vigil for a machine without a way out, as one file.
 *
 * In it: what `pnpm build` made, its production dependencies, PostgreSQL's programs for the platform, Node (the one that
 * runs this, for its own platform; another one with --node; none with --node none), a launcher, the papers that a
 * council machine needs, and the bill of materials. The same sources give the same bytes.
 */
const platforms: Readonly<Record<string, readonly string[]>> = {
  'linux-x64': ['--os=linux', '--cpu=x64', '--libc=glibc'],
  'linux-arm64': ['--os=linux', '--cpu=arm64', '--libc=glibc'],
  'darwin-x64': ['--os=darwin', '--cpu=x64'],
  'darwin-arm64': ['--os=darwin', '--cpu=arm64'],
  'win32-x64': ['--os=win32', '--cpu=x64'],
};
const own = `${process.platform}-${process.arch}`;
const root = fileURLToPath(new URL('../../../', import.meta.url));

const { values } = parseArgs({
  // pnpm hands on the -- that people type before options.
  args: process.argv.slice(2).filter((arg) => arg !== '--'),
  options: { platform: { type: 'string', default: own }, node: { type: 'string' }, out: { type: 'string' } },
});
const platform = values.platform;
const chosen = platforms[platform];
if (chosen === undefined) throw new Error(`${platform}: expected ${Object.keys(platforms).join(', ')}`);
const windows = platform.startsWith('win32');

const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
const name = `vigil-${version}-${platform}`;
const out = resolve(values.out ?? join(root, 'dist'));
const file = join(out, `${name}.tar.gz`);
const scratch = await mkdtemp(join(tmpdir(), 'vigil-bundle-'));
try {
  const bundle = join(scratch, name);
  await deploy(join(bundle, 'app'), chosen);
  const node = await addNode(join(bundle, 'node'));
  await addPapers(bundle);
  await writeFile(join(bundle, 'sbom.cdx.json'), await billOfMaterials(root));
  await mkdir(out, { recursive: true });
  await pack(`${file}.making`);
  await rename(`${file}.making`, file);
  await writeFile(`${file}.sha256`, `${await sha256(file)}  ${name}.tar.gz\n`);
  const { size } = await stat(file);
  process.stdout.write(`${file}: ${(size / 1e6).toFixed(0)} MB, with ${node}\n`);
} finally {
  await rm(scratch, { recursive: true, force: true });
}

/** A flat tree of real files: Windows unpacks no links, and its paths may not be long. */
async function deploy(app: string, choice: readonly string[]): Promise<void> {
  const settings = ['--config.node-linker=hoisted', '--prefer-offline', '--filter=@vigil/cli'];
  await run('pnpm', [...settings, 'deploy', '--prod', ...choice, app]);
  // What pnpm notes for itself, with the time of day in it.
  for (const left of ['.modules.yaml', '.pnpm', '.pnpm-workspace-state-v1.json']) {
    await rm(join(app, 'node_modules', left), { recursive: true, force: true });
  }
  for (const left of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) await rm(join(app, left), { force: true });
  // pnpm writes down where the workspace lay on this machine.
  await writeFile(join(app, 'package.json'), `${JSON.stringify({ name: 'vigil', version, type: 'module' })}\n`);
  await trim(app);
}

/** Types and maps are nearly half of the files, and only a compiler reads them; links in .bin are for npm's scripts. */
async function trim(app: string): Promise<void> {
  for (const entry of await readdir(app, { recursive: true, withFileTypes: true })) {
    const unwanted = entry.isFile() ? /\.d\.[cm]?ts$|\.map$|^\.tsbuildinfo$/.test(entry.name) : entry.name === '.bin';
    if (unwanted) await rm(join(entry.parentPath, entry.name), { recursive: true });
  }
}

async function addNode(directory: string): Promise<string> {
  const given = values.node ?? (platform === own ? process.execPath : 'none');
  if (given === 'none') return 'no Node: the machine needs one';
  if (values.node === undefined && !(await standsAlone(given))) {
    throw new Error(
      `${given} needs libraries of this system: name one from nodejs.org with --node FILE, or --node none`,
    );
  }
  const place = windows ? join(directory, 'node.exe') : join(directory, 'bin', 'node');
  await mkdir(join(place, '..'), { recursive: true });
  await copyFile(given, place);
  await chmod(place, 0o755);
  return platform === own ? `Node ${(await output(place, ['--version'])).trim()}` : `Node from ${given}`;
}

/** Debian's and others' Node is a small program beside a library of its own. */
async function standsAlone(node: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  return !(await output('ldd', [node])).includes('libnode');
}

async function addPapers(bundle: string): Promise<void> {
  const machine = join(root, 'infra', 'machine');
  const launcher = windows ? 'vigil.cmd' : 'vigil';
  await copyFile(join(machine, launcher), join(bundle, launcher));
  if (!windows) await chmod(join(bundle, launcher), 0o755);
  await copyFile(join(root, 'infra', 'machine.md'), join(bundle, 'machine.md'));
  for (const folder of ['machine', 'privacy', 'reference']) {
    await cp(join(root, 'infra', folder), join(bundle, folder), { recursive: true });
  }
}

/** GNU tar can forget who made it and when; others cannot, and their bundles differ from build to build. */
async function pack(to: string): Promise<void> {
  const gnu = (await output('tar', ['--version'])).includes('GNU tar');
  const forget = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--mode=u+rwX,go+rX,go-w'];
  await run('tar', ['-czf', to, ...(gnu ? forget : []), '-C', scratch, name]);
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function output(program: string, args: readonly string[]): Promise<string> {
  return (await promisify(execFile)(program, args)).stdout;
}

async function run(program: string, args: readonly string[]): Promise<void> {
  // On Windows pnpm and tar are found by the shell alone.
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  const code = await new Promise<number | null>((settle, reject) => {
    child.once('error', reject);
    child.once('close', settle);
  });
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
}
