import fc from 'fast-check';

// Properties are tried on the same cases each time, so that a commit passes or fails once and for all, and whoever
// sees a failure sees it again. Others are tried with VIGIL_TEST_SEED (CONTRIBUTING.md).
fc.configureGlobal({ seed: Number(process.env['VIGIL_TEST_SEED'] ?? 20_201_204) });
