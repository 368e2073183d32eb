import { runCommand } from './program.ts';

/** Windows knows no SIGTERM: it says SIGHUP when the window is closed. Elsewhere that one is left to nohup. */
const signals: readonly NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGINT', 'SIGBREAK', 'SIGHUP'] : ['SIGINT', 'SIGTERM'];
const stopRequested = new Promise<NodeJS.Signals>((resolve) => {
  for (const signal of signals) process.once(signal, resolve);
});

// Whoever reads may have seen enough, as in `vigil snapshots | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCommand(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  out: (text) => void process.stdout.write(text),
  say: (text) => void process.stderr.write(`${text}\n`),
  input: () => process.stdin,
  columns: process.stdout.columns,
  stopRequested,
});
