import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const shared = {
  resolve: { conditions: ['@vigil/source'] },
  ssr: { resolve: { conditions: ['@vigil/source'] } },
} satisfies TestProjectInlineConfiguration;

const timeouts = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // Suites wait for servers more than they compute: more of them than cores, or half of the time is idle.
    maxWorkers: 3,
    projects: [
      {
        ...shared,
        test: {
          ...timeouts,
          name: 'beside the sources',
          include: ['{packages,services}/*/src/**/*.test.ts'],
          // They need no server and leave nothing behind: modules are loaded once for all of them.
          isolate: false,
        },
      },
      {
        ...shared,
        test: {
          ...timeouts,
          name: 'with servers',
          include: ['{packages,services}/*/test/**/*.test.ts'],
          // One after the other: servers first, then what is on them.
          globalSetup: ['packages/runtime/test/servers.global.ts', 'services/cli/test/emitted.global.ts'],
        },
      },
    ],
  },
});
