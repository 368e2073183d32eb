import { describe, expect, it } from 'vitest';
import { decideRetry, recordFailure, StageFailure } from './failure.ts';

const policy = { attempts: 3, backoffSeconds: [1, 5] };
const accident = { kind: 'x', message: 'x', advice: 'x', retry: true };

describe('a failed attempt', () => {
  it('is tried again after the rest its policy names', () => {
    expect(decideRetry(policy, 1, accident)).toEqual({ outcome: 'retry', afterSeconds: 1 });
    expect(decideRetry(policy, 2, accident)).toEqual({ outcome: 'retry', afterSeconds: 5 });
  });

  it('waits for an operator once its attempts are used up', () => {
    expect(decideRetry(policy, 3, accident)).toEqual({ outcome: 'fail', because: 'attempts used up' });
  });

  it('is not repeated where repeating cannot help', () => {
    expect(decideRetry(policy, 1, { ...accident, retry: false })).toEqual({
      outcome: 'fail',
      because: 'not worth repeating',
    });
  });

  it('keeps the words of a failure that names its cause', () => {
    const failure = new StageFailure('missing-column', 'contacts.csv has no column "Date of Contact"', {
      advice: 'Send the file again with it.',
    });
    expect(recordFailure(failure)).toEqual({
      kind: 'missing-column',
      message: 'contacts.csv has no column "Date of Contact"',
      advice: 'Send the file again with it.',
      retry: false,
    });
  });

  it('knows a server that went away, however deep the error lies', () => {
    const lost = Object.assign(new Error('terminating connection'), { code: '57P01' });
    expect(recordFailure(new Error('query failed', { cause: lost }))).toMatchObject({
      kind: 'server-unreachable',
      retry: true,
    });
  });

  it('does not repeat data that an unexpected error quotes', () => {
    const { message } = recordFailure(new Error('duplicate key (child)=(EX-00017): "EX-00017" Failing row'));
    expect(message).not.toContain('EX-00017');
  });
});
