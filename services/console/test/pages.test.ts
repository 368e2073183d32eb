import { mute, recordJudgement } from '@vigil/database';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  exmoor,
  prepareMail,
  publishComputed,
  publishDelivery,
  publishReported,
  quantock,
  startInstallation,
  startRun,
  wordsOf,
  type Installation,
} from './installation.ts';
import { failPull, holdDelivery, missDelivery, recordFinding, settleMail } from './mishaps.ts';

const mailId = '0d9f3c1a-0000-4000-8000-000000000001';
const uncertainId = '1e9f3c1a-0000-4000-8000-000000000002';
/** What a finding quotes of a row, masked as it is; not even that is for these pages. */
const masked = 'C3…07 (9 characters)';

describe('the console of an installation', () => {
  let here: Installation;
  const get: Installation['get'] = (path, headers) => here.get(path, headers);

  beforeAll(async () => {
    here = await startInstallation([exmoor, quantock]);
    await here.fill(async (tx) => {
      const run = await publishDelivery(tx, '2021-01-04');
      await publishComputed(tx, 'icpc-timeliness', run, [
        ['2020-09', 34, 43],
        ['2020-10', 18, 53],
        ['2020-11', 36, 63],
        ['2020-12', 14, 51],
      ]);
      await publishComputed(tx, 'icpc-timeliness', run, [['2020-10', 19, 54]], { reason: 'late recording' });
      await publishComputed(tx, 'icpc-timeliness', run, [['2020-12', 3, 4]], { member: 'Team North' });
      await publishComputed(tx, 's47-number', run, [
        ['2020-11', 167, null],
        ['2020-12', 149, null],
      ]);
      await publishComputed(tx, 'single-assessment-timeliness', run, [['2020-12', 356, 400]]);
      await publishReported(tx, 'single-assessment-timeliness', run, [['2020-11', 79]]);
      await publishComputed(tx, 'rcpc-timeliness', run, [
        ['2020-11', 2, 2],
        ['2020-12', 2, 3],
      ]);
      await publishReported(tx, 'lac-female', run, [['2020-11', 229]]);
      await publishReported(tx, 'lac-male', run, [['2020-11', 272]]);
      await publishReported(tx, 'lac-total', run, [
        ['2020-10', 492],
        ['2020-11', 503],
        ['2020-12', 'data due Jan 2021'],
      ]);
      await recordFinding(tx, run, masked);
      await prepareMail(tx, run, {
        id: mailId,
        html: '<p>27 %</p><img src="cid:chart" alt=""><script>document.title="run"</script>',
      });
      await settleMail(tx, mailId, 'accepted', 'written to mail/1.eml');
    });
  });
  afterAll(() => here.end());

  describe('scorecard', () => {
    it('shows four months, target, change and rating of an indicator under its heading, and what is to be known', async () => {
      const { status, body, text } = await get('/scorecard');
      expect(status).toBe(200);
      expect(text).toContain('Scorecard for December 2020');
      expect(body).toMatch(/<h2[^>]*>Protection and Court<\/h2>/);
      expect(text).toContain('Indicator Sep 2020 Oct 2020 Nov 2020 Dec 2020 Target Change RAG');
      expect(rowOf(body, 'icpc-timeliness')).toBe(
        'Initial child protection conferences held within 15 working days CP3-QL Computed ' +
          '79 % 34 of 43 35 % [r] restated 19 of 54 57 % 36 of 63 27 % [p] provisional 14 of 51 ' +
          'at least 84 % ↓ Decrease worse Red ' +
          '? common cause, but unstable: months differ by more than chance; the target is hit and missed ' +
          '(trial limits 0 to 100) Oct 2020 restated: late recording 1.2 % of the rows it rests on are in quarantine ' +
          'off target for 3 months running average of 4 of the last 12 months: 49.7 %, provisional',
      );
    });

    it("puts the pack's three lists before the tables, each figure with the reason why it stands there", async () => {
      const { text } = await get('/scorecard');
      expect(text).toMatch(
        /Things to do better Red Initial child protection conferences .* 27 % \(14 of 51\), target at least 84 % Misses its target, for 3 months running\./,
      );
    });

    it("lets a person's word overrule the suggestion, and tells both", async () => {
      const december = { indicator: 'single-assessment-timeliness', period: '2020-12' };
      const word = { actor: 'alice@office', reason: 'the quality audit disagrees' };
      await here.fill((tx) => recordJudgement(tx, december, 'watch', word));
      expect((await get('/scorecard')).text).toMatch(
        /Ones to watch .*89 % \(356 of 400\), target at least 76 % the quality audit disagrees \(alice@office\. Vigil would put it under going well or better: Meets its target\.\).* Things to do better/,
      );
      await here.fill((tx) => recordJudgement(tx, december, null, word));
    });

    it('says of few cases how many, with their year', async () => {
      expect(rowOf((await get('/scorecard')).body, 'rcpc-timeliness')).toContain(
        'few cases (3); 2 months together: 80.0 %, 4 of 5',
      );
    });

    it('says where what is printed contradicts the figures', async () => {
      expect(rowOf((await get('/scorecard')).body, 'lac-total')).toContain(
        'November 2020: 503 in all, but its parts add up to 501 (Looked-after girls 229, Looked-after boys 272)',
      );
    });

    it('takes a target of demand as a reference, and says neither better nor worse', async () => {
      expect(rowOf((await get('/scorecard')).body, 's47-number')).toMatch(
        /at most 121 for reference ↓ Decrease Not rated 1\.2 % of the rows it rests on are in quarantine/,
      );
    });

    it('compares no computed figure with a reported one', async () => {
      expect(rowOf((await get('/scorecard')).body, 'single-assessment-timeliness')).toMatch(
        /79 % reported 89 % .*Not compared break in series Green break in the series: computed from here on/,
      );
    });

    it('shows the words that stand in the place of a figure', async () => {
      expect(rowOf((await get('/scorecard')).body, 'lac-total')).toMatch(
        /Reported .*503 data due Jan 2021 .*Not rated/,
      );
    });

    it('leaves out the figures of teams', async () => {
      const { body } = await get('/scorecard');
      expect(body).not.toContain('Team North');
      expect(body).not.toContain('3 of 4');
    });

    it('goes back to an earlier month', async () => {
      const { text, body } = await get('/scorecard?period=2020-11');
      expect(text).toContain('Scorecard for November 2020');
      expect(rowOf(body, 'icpc-timeliness')).toContain('57 % 36 of 63 at least 84 % ↑ Increase better Red');
      expect(body).toContain('href="/scorecard?authority=X01&amp;period=2020-12"');
    });

    it('says which months there are when asked for another', async () => {
      const { status, text } = await get('/scorecard?period=2031-01');
      expect(status).toBe(404);
      expect(text).toContain('There are no figures for January 2031. They go from September 2020 to December 2020.');
    });

    it('says how a month is written when asked for something else', async () => {
      const { status, body } = await get('/scorecard?period=%3Cscript%3E');
      expect(status).toBe(400);
      expect(body).toContain('?period=2020-12');
      expect(body).not.toContain('<script>');
    });
  });

  describe('status', () => {
    it('shows sources, lists and recent runs', async () => {
      const { text } = await get('/');
      expect(text).toContain('casework 4 January 2021 (today) 4 January 2021 at 02:17 In time');
      expect(text).toMatch(/section 47 enquiries 4 January 2021 1,000 12 1.2 %/);
      expect(text).toMatch(/casework 4 January 2021 Done 40 new ?, 2 restated ?, 7 unchanged 1 opened/);
    });

    it('says that nothing needs attention', async () => {
      expect((await get('/')).text).toContain('Nothing needs attention');
    });
  });

  describe('mail', () => {
    it('lists the ledger', async () => {
      const { text } = await get('/mail');
      expect(text).toContain('Exmoor Vale: 1 figure below target head.0d9f@exmoor-vale.example');
      expect(text).toMatch(/head\.0d9f@exmoor-vale\.example .* Accepted/);
    });

    it('opens a mail as HTML in a sandboxed frame, and as text', async () => {
      const { body, text } = await get(`/mail/${mailId}`);
      expect(body).toContain(`<iframe class="vigil-mail" sandbox="" src="/mail/${mailId}/html?authority=X01"`);
      expect(text).toContain('Accepted');
      expect(text).toContain('written to mail/1.eml');
      expect(text).toContain('Initial conferences in time fell to 27 % (14 of 51).');
      expect(body).not.toContain('<script>');
    });

    it('serves the HTML under a policy of its own that runs and loads nothing', async () => {
      const { header, body } = await get(`/mail/${mailId}/html`);
      expect(body).toContain('<p>27 %</p><img src="data:image/png;base64,iVBORw0KGgo=" alt="">');
      expect(header('content-security-policy')).toBe(
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; " +
          "frame-ancestors 'self'; sandbox",
      );
    });

    it('serves the text as text', async () => {
      const { header, body } = await get(`/mail/${mailId}/text`);
      expect(header('content-type')).toBe('text/plain; charset=utf-8');
      expect(body).toBe('Initial conferences in time fell to 27 % (14 of 51).');
    });

    it.each(['/mail/none', `/mail/${uncertainId}`, `/mail/${mailId}?authority=X02`])('has no page %s', async (path) => {
      expect((await get(path)).status).toBe(404);
    });
  });

  describe('authorities', () => {
    it('shows one at a time and links to the others', async () => {
      const { body, text } = await get('/scorecard?authority=X02');
      expect(text).toContain('Quantock &amp; Poldens');
      expect(text).toContain('There are no figures yet');
      expect(body).toContain('href="/scorecard?authority=X01"');
      expect(body).not.toContain('27 %');
    });

    it('refuses one that is not configured', async () => {
      const { status, text } = await get('/?authority=X09');
      expect(status).toBe(404);
      expect(text).toContain('Configured: X01 (Exmoor Vale), X02 (Quantock &amp; Poldens)');
    });
  });

  describe('protection', () => {
    it.each(['/', '/scorecard', '/mail', '/nowhere', '/health', '/assets/vigil.css'])(
      'forbids %s to run scripts, to be framed and to tell where one came from',
      async (path) => {
        const { header } = await get(path);
        expect(header('content-security-policy')).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/);
        expect(header('content-security-policy')).not.toContain('unsafe');
        expect(header('x-content-type-options')).toBe('nosniff');
        expect(header('referrer-policy')).toBe('no-referrer');
      },
    );

    it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:4600', '192.168.1.4'])(
      'answers nothing to the host "%s"',
      async (host) => {
        for (const path of ['/', '/mail', '/health', '/nowhere']) {
          const { status, body } = await get(path, { host });
          expect(status).toBe(421);
          expect(body).not.toContain('Exmoor');
        }
      },
    );

    it.each(['localhost', 'LOCALHOST:4600', '127.0.0.1:9', '[::1]:4600'])('answers to the host %s', async (host) => {
      expect((await get('/', { host })).status).toBe(200);
    });

    it('has nothing that changes anything', async () => {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const { status } = await fetch(new URL('/', here.app.address()), { method });
        expect(status).toBe(404);
      }
    });

    it.each(['/', '/scorecard', '/mail', `/mail/${mailId}`, '/metrics'])(
      'shows no value of a finding on %s',
      async (path) => {
        const { status, body } = await get(path);
        expect(status).toBe(200);
        expect(body).not.toContain(masked);
      },
    );

    it('says that a page is not there', async () => {
      const { status, body } = await get('/nowhere/at/all');
      expect(status).toBe(404);
      expect(body).toContain('<h1 class="govuk-heading-l">Page not found</h1>');
    });

    it('uses no typeface, crown or script of gov.uk', async () => {
      const { body } = await get('/assets/vigil.css');
      expect(body).toContain('.govuk-table');
      expect(body).not.toMatch(/GDS Transport|@font-face/);
      expect((await get('/')).body).not.toMatch(/<script|crown/i);
    });
  });

  describe('probes', () => {
    it('is live and ready', async () => {
      expect(await get('/health')).toMatchObject({ status: 200, body: '{"status":"live"}' });
      expect(await get('/ready')).toMatchObject({ status: 200, body: '{"status":"ready"}' });
    });

    it('counts runs and tells how old the newest delivery is', async () => {
      const { header, body } = await get('/metrics');
      expect(header('content-type')).toContain('text/plain');
      expect(body).toContain('vigil_up 1');
      expect(body).toContain('vigil_runs{authority="X01",state="done"} 1');
      expect(body).toContain('vigil_newest_delivery_age_seconds{authority="X01",source="casework"} 32400');
    });
  });
});

describe('the console of an installation in trouble', () => {
  let here: Installation;
  beforeAll(async () => {
    here = await startInstallation();
    await here.fill(async (tx) => {
      const run = await startRun(tx, '2021-01-04');
      await prepareMail(tx, run, { id: uncertainId, html: '' });
      await settleMail(tx, uncertainId, 'uncertain', 'The connection was lost.');
      await holdDelivery(tx, run, 'section_47_enquiries has 60 % fewer rows than last time.');
    });
    await failPull(
      here.database,
      'The folder extracts cannot be read.',
      'Give Vigil the right to read it, then replay.',
    );
    await failPull(
      here.database,
      'The folder extracts cannot be read.',
      'Give Vigil the right to read it, then replay.',
    );
  });
  afterAll(() => here.end());

  it('says what failed, how often, and what to do', async () => {
    expect((await here.get('/')).text).toMatch(
      /The stage pull failed 2 times for one cause: casework The folder extracts cannot be read\. Give Vigil the right to read it, .* vigil replay --error [0-9a-f]{8} --reason/,
    );
    expect((await here.get('/metrics')).body).toMatch(
      /vigil_failed_stages\{authority="X01",stage="pull",state="failed",kind="[^"]+",fingerprint="[0-9a-f]{8,}"\} 2/u,
    );
  });

  it('says what is held, why, and how it is accepted', async () => {
    const { text } = await here.get('/');
    expect(text).toContain('The delivery of casework as at 4 January 2021 is held');
    expect(text).toContain('section_47_enquiries has 60 % fewer rows than last time.');
    expect(text).toContain('vigil accept casework@2021-01-04 --reason');
  });

  it('says which mail is uncertain', async () => {
    const { text } = await here.get('/');
    expect(text).toContain('It is not certain that a mail to head.1e9f@exmoor-vale.example arrived');
    expect(text).toContain(`vigil notifications confirm ${uncertainId}`);
    expect(text).not.toContain('Nothing needs attention');
  });

  it('says who is not written to, why, and how that is ended', async () => {
    const word = { actor: 'analyst', reason: 'the new panel begins in February' };
    await here.fill(async (tx) => {
      await mute(tx, { service: null, indicator: 'icpc-timeliness', rule: 'target-missed', until: '2030-01-31' }, word);
    });
    expect((await here.get('/')).text).toMatch(
      /Nobody is written to about: icpc-timeliness, Target missed, until the end of 31 January 2030: the new panel begins in February To end it, vigil unmute [0-9a-f]{8} --reason/,
    );
  });

  it('says which delivery is overdue, until the source delivers again', async () => {
    await here.fill((tx) =>
      missDelivery(tx, new Date('2021-01-05T06:00:00Z'), 'The folder is still being written to.'),
    );
    expect((await here.get('/')).text).toContain(
      'The delivery of casework has not arrived It was expected by 5 January 2021 at 06:00. ' +
        'Vigil goes on looking; the last good data stays live. The folder is still being written to.',
    );
    await here.fill((tx) => startRun(tx, '2021-01-05'));
    expect((await here.get('/')).text).not.toContain('has not arrived');
  });
});

describe('the console without its database', () => {
  it('is live but not ready, and says so on its pages', async () => {
    const here = await startInstallation();
    await here.database.close();
    expect((await here.get('/health')).status).toBe(200);
    expect((await here.get('/ready')).status).toBe(503);
    expect((await here.get('/metrics')).body).toContain('vigil_up 0');
    const { status, text } = await here.get('/');
    expect(status).toBe(503);
    expect(text).toContain('The database does not answer');
    await here.end();
  });
});

describe('the port', () => {
  it('is refused in words when it is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      await expect(startInstallation([exmoor], { port })).rejects.toThrow(
        `Port ${port} on 127.0.0.1 is taken: another program listens there, perhaps another vigil up. ` +
          `Stop that one, or take another port: vigil up --port ${port + 1}`,
      );
    } finally {
      other.close();
    }
  });

  it('is free again once the console has stopped', async () => {
    const here = await startInstallation();
    const port = Number(new URL(here.app.address()).port);
    await here.end();
    const again = await startInstallation([exmoor], { port });
    expect(again.app.address()).toBe(`http://127.0.0.1:${port}`);
    await again.end();
  });
});

/** The words of an indicator's row. */
function rowOf(body: string, indicator: string): string {
  return wordsOf(new RegExp(`<tbody[^>]* id="${indicator}">(.*?)</tbody>`, 's').exec(body)?.[1] ?? '');
}
