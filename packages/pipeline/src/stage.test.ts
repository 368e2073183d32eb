import { describe, expect, it } from 'vitest';
import { parsePayload, stageNames, stages } from './stage.ts';

const run = '0193a8f0-0000-7000-8000-000000000001';

describe('the stage catalogue', () => {
  it('lists the stages in the order of the night', () => {
    expect(stageNames.slice(0, 7)).toEqual(['pull', 'land', 'validate', 'publish', 'aggregate', 'evaluate', 'notify']);
    expect(stageNames.slice(7)).toEqual(['benchmarks']);
  });

  it('still reads payloads that are stored in queues of earlier versions', () => {
    expect(parsePayload('pull', { slot: run })).toEqual({ slot: run });
    expect(parsePayload('validate', { run, file: run })).toEqual({ run, file: run });
    expect(parsePayload('notify', { slot: run })).toEqual({ slot: run });
  });

  it('refuses anything but ids in a payload', () => {
    expect(() => parsePayload('publish', { run, child: 'EX-1' })).toThrow(/publish/u);
    for (const name of stageNames) expect(() => parsePayload(name, {})).toThrow(name);
  });

  it('gives every stage at least two attempts', () => {
    for (const name of stageNames) expect(stages[name].retry.attempts).toBeGreaterThan(1);
  });
});
