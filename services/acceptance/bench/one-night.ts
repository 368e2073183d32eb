import { runCommand } from '@vigil/cli';

/*
 * A night in a process of its own, so that the peak of its memory is the night's: `vigil run` over what lies in the
 * directory, which holds vigil.yaml. Tells seconds and megabytes, from the command to its end, start of Node included.
 */

const [directory = '', databaseUrl = ''] = process.argv.slice(2);
let said = '';
const code = await runCommand(['run'], {
  env: {
    VIGIL_CONFIG: `${directory}/vigil.yaml`,
    VIGIL_DATA_DIR: `${directory}/data`,
    VIGIL_SECRET_KEY: 'the secret of the benchmark, 40 characters long',
    DATABASE_URL: databaseUrl,
  },
  cwd: directory,
  out: () => {},
  say: (text) => (said += `${text}\n`),
  stopRequested: new Promise(() => {}),
});
if (code !== 0) throw new Error(`the night failed:\n${said}`);
process.send?.({ seconds: process.uptime(), megabytes: process.resourceUsage().maxRSS / 1024 });
