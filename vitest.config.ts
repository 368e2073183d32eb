import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const shared = {
  resolve: { conditions: ['@vigil/source'] },
  ssr: { resolve: { conditions: ['@vigil/source'] } },
} satisfies TestProjectInlineConfiguration;

const always = { testTimeout: 120_000, hookTimeout: 120_000, setupFiles: ['vitest.seed.ts'] };

export default defineConfig({
  test: {
    // Suites wait for servers more than they compute: more of them than cores, or half of the time is idle.
    maxWorkers: 3,
    projects: [
      {
        ...shared,
        test: {
          ...always,
          name: 'beside the sources',
          include: ['{packages,services}/*/src/**/*.test.ts'],
          // They need no server and leave nothing behind: modules are loaded once for all of them.
          isolate: false,
        },
      },
      {
        ...shared,
        test: {
          ...always,
          name: 'with servers',
          include: ['{packages,services}/*/test/**/*.test.ts'],
          // A suite has a database of its own and leaves nothing behind in its process: modules are loaded once a worker.
          isolate: false,
          // One after the other: servers first, then what is on them.
          globalSetup: ['packages/runtime/test/servers.global.ts', 'services/cli/test/emitted.global.ts'],
        },
      },
    ],
  },
});
