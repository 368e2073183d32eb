import { describe, expect, it } from 'vitest';
import { coverageSchema } from './coverage.ts';

describe('coverage', () => {
  it('is read as manifests and vigil.yaml write it', () => {
    expect(
      ['full', { rolling: '6 months' }, { from: '2020-07-01', to: '2020-12-31' }].map((text) =>
        coverageSchema.parse(text),
      ),
    ).toEqual([
      { kind: 'full' },
      { kind: 'rolling', months: 6 },
      { kind: 'window', from: '2020-07-01', to: '2020-12-31' },
    ]);
  });

  it.each([
    'half',
    { rolling: '6 weeks' },
    { rolling: '0 months' },
    { from: '2020-02-30', to: '2020-12-31' },
    { from: '2020-12-31', to: '2020-12-01' },
    { from: '2020-12-01' },
  ])('refuses %j and says what was expected', (text) => {
    const parsed = coverageSchema.safeParse(text);
    expect(parsed.error?.issues[0]?.message).toMatch(/expected/i);
  });
});
