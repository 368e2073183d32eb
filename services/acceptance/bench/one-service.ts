/*
 * A service in a process of its own; asked to stop, it tells the peak of its memory in megabytes. `up`: all of them.
 */

const [name = ''] = process.argv.slice(2);
process.once('SIGTERM', () => process.send?.({ megabytes: process.resourceUsage().maxRSS / 1024 }));
if (name === 'up') process.argv.splice(2, 1, 'up', '--port', '0');
await import(`../../${name === 'up' ? 'cli' : name}/src/main.ts`);
