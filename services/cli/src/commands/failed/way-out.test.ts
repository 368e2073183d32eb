import type { Cause, FailedJob } from '@vigil/database';
import { describe, expect, it } from 'vitest';
import { wayOut } from './way-out.ts';

const job: FailedJob = {
  job: '3f2a11aa-0000-7000-8000-000000000001',
  state: 'failed',
  stage: 'validate',
  subject: 'contacts',
  slot: '3f2a11aa-0000-7000-8000-000000000002',
  run: '3f2a11aa-0000-7000-8000-000000000003',
  source: 'casework',
  asAt: '2021-01-04',
  delivery: '5a7b11aa-0000-7000-8000-000000000004',
  location: '/srv/extracts/2021-01-04',
  attempts: 1,
  failedAt: new Date(0),
  kind: '',
  message: '',
  advice: '',
  fingerprint: '1f0c9a3e',
};
const folder = { id: 'casework', connector: { kind: 'folder', path: '/srv/extracts' } };
const commandsOf = (
  kind: string,
  wanted: { state?: Cause['state']; location?: string; corrected?: boolean; authorities?: number } = {},
) => {
  const { location = job.location, corrected = false } = wanted;
  const jobs = [{ ...job, location }];
  const cause: Cause = { ...job, state: wanted.state ?? 'failed', kind, since: new Date(0), jobs: [...jobs, ...jobs] };
  const authority = { code: '852', sources: [folder] } as unknown as Parameters<typeof wayOut>[2];
  return wayOut(cause, new Set(corrected ? [job.job] : []), authority, Array.from({ length: wanted.authorities ?? 1 }));
};
const replay = 'vigil replay --error 1f0c9a3e --reason "…"';

describe('the way out of a failure', () => {
  it('is a replay, after a look at what it needs', () => {
    expect(commandsOf('no-population')).toEqual([replay]);
    expect(commandsOf('disk-full')).toEqual(['vigil doctor', replay]);
    expect(commandsOf('mail-not-sent')).toEqual(['vigil mail test', replay]);
  });

  it('begins with the configuration where that has to change', () => {
    const match = 'vigil match /srv/extracts/2021-01-04 --source casework --write';
    expect(commandsOf('missing-column')).toEqual([match, replay]);
    expect(commandsOf('ambiguous-column', { location: 'C:\\my extracts' })[0]).toContain('"C:\\my extracts"');
  });

  it('is no replay where what was delivered has to change, or be taken for right', () => {
    expect(commandsOf('delivery-changed')).toEqual(['vigil run --source casework']);
    expect(commandsOf('shrunken-file')).toEqual(['vigil accept casework@2021-01-04 --reason "…"']);
    expect(commandsOf('delivery-changed', { corrected: true })).toEqual(['vigil reject 5a7b11aa --reason "…"']);
  });

  it('shows what a dead job went through before it says how to replay it', () => {
    expect(commandsOf('worker-lost', { state: 'dead' })).toEqual(['vigil failed --job 3f2a11aa', replay]);
  });

  it('names the authority where there are several', () => {
    expect(commandsOf('disk-full', { authorities: 2 })).toEqual(['vigil doctor', `${replay} --authority 852`]);
    expect(commandsOf('list-twice', { authorities: 2 })).toEqual(['vigil run --source casework']);
  });
});
