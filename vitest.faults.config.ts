import { defineConfig } from 'vitest/config';

/** `pnpm test:faults`: whole nights with everything that may befall them, which takes longer than a change can wait. */
export default defineConfig({
  resolve: { conditions: ['@vigil/source'] },
  ssr: { resolve: { conditions: ['@vigil/source'] } },
  test: {
    include: ['services/acceptance/faults/*.test.ts'],
    globalSetup: ['packages/runtime/test/servers.global.ts', 'services/cli/test/emitted.global.ts'],
  },
});
