import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';

import { composeMessage } from '../src/message.ts';
import type { MailAttachment, OutgoingMail } from '../src/outgoing.ts';
import { mail } from './relay.ts';

const picture: MailAttachment = {
  cid: 'icpc-timeliness@vigil',
  filename: 'icpc-timeliness.png',
  contentType: 'image/png',
  // One white pixel.
  base64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAG7buVgAAAABJRU5ErkJggg==',
};
const illustrated: OutgoingMail = {
  ...mail,
  html: '<p>27 %</p><img src="cid:icpc-timeliness@vigil" alt="13 months, falling">',
  attachments: [picture],
};

const compose = async (one: OutgoingMail) => (await composeMessage(one)).bytes.toString();

describe('pictures', () => {
  test('lie with the HTML that shows them, beside the text that says the same', async () => {
    const bytes = await compose(illustrated);
    const kinds = [...bytes.matchAll(/^Content-Type: ([a-z/]+)/gm)].map(([, kind]) => kind);
    expect(kinds).toEqual(['multipart/alternative', 'text/plain', 'multipart/related', 'text/html', 'image/png']);
    expect(bytes).toContain('Content-ID: <icpc-timeliness@vigil>');
    expect(bytes).toMatch(/Content-Disposition: inline; filename=icpc-timeliness\.png/);
    expect(bytes).toContain('Content-Transfer-Encoding: base64');
    const { attachments } = await simpleParser(bytes);
    expect(attachments.map(({ cid, related, content }) => [cid, related, content.toString('base64')])).toEqual([
      [picture.cid, true, picture.base64],
    ]);
  });

  test('leave no trace in a mail that has none', async () => {
    expect(await compose({ ...mail, attachments: [] })).toContain('multipart/alternative');
    expect(await compose({ ...mail, attachments: [] })).not.toContain('multipart/related');
  });

  test.each<[Partial<MailAttachment>, RegExp]>([
    [{ cid: 'a>\r\nBcc: x@example.com' }, /is no name for a picture/],
    [{ filename: 'a.png"\r\nX-Other: 1' }, /wants a file name such as/],
    [{ filename: '../a.png' }, /wants a file name such as/],
    [{ base64: Buffer.from('<svg/>').toString('base64') }, /no PNG/],
  ])('named or made like %j are refused', async (wrong, message) => {
    await expect(compose({ ...illustrated, attachments: [{ ...picture, ...wrong }] })).rejects.toThrow(message);
  });

  test('cannot share a name', async () => {
    await expect(compose({ ...illustrated, attachments: [picture, picture] })).rejects.toThrow(/two pictures/);
  });
});

describe('headers', () => {
  test('tie a mail to the threads of its alerts, however many', async () => {
    const threads = Array.from({ length: 60 }, (_, alert) => `<alert.852.3f9a${alert}@example.gov.uk>`);
    const headers = { References: threads.join(' '), 'In-Reply-To': threads[0]! };
    const bytes = await compose({ ...mail, headers });
    const parsed = await simpleParser(bytes);
    expect(parsed.references).toEqual(threads);
    expect(parsed.inReplyTo).toBe(threads[0]);
    expect(Math.max(...bytes.split('\r\n').map((line) => line.length))).toBeLessThan(998);
  });

  test.each(['Bcc', 'To', 'from', 'Subject', 'Message-ID', 'Content-Type', 'Resent-To', 'MIME-Version', 'X Y', ''])(
    '%j cannot be given beside the parts of the mail',
    async (name) => {
      await expect(compose({ ...mail, headers: { [name]: 'x@example.com' } })).rejects.toThrow(
        /cannot be given|is no name/,
      );
    },
  );

  test('refer to nothing but mails', async () => {
    await expect(compose({ ...mail, headers: { References: 'all of them' } })).rejects.toThrow(/wants message ids/);
  });

  test('have the date of the notification, whenever it is sent', async () => {
    const date = '2021-01-04T05:30:00.000Z';
    expect((await simpleParser(await compose({ ...mail, date }))).date).toEqual(new Date(date));
  });

  test('hold whatever text without another header or recipient coming of it', async () => {
    const known = ['content-type', 'date', 'from', 'list-id', 'message-id', 'mime-version', 'subject', 'to'];
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('\r', '\n', ':', ' ', 'B', 'c', '<', '>', '@', ',', '"', '\\', '=', '?', 'é'),
      }),
      fc.constantFrom('\r\nBcc: x@example.com', '=?utf-8?Q?=0D=0ABcc:_x@example.com?=', '"x" <x@example.com>,'),
    );
    await fc.assert(
      fc.asyncProperty(text, text, text, async (subject, name, header) => {
        const hostile = {
          ...mail,
          subject,
          from: `${JSON.stringify(name)} <vigil@example.gov.uk>`,
          headers: { 'List-Id': header },
        };
        const composed = await composeMessage(hostile).catch(() => null);
        if (composed === null) return;
        expect(composed.envelope).toEqual({ from: 'vigil@example.gov.uk', to: ['head@example.gov.uk'] });
        const head = composed.bytes.toString().split('\r\n\r\n')[0]!;
        const names = [...head.matchAll(/^([^\s:]+):/gm)].map(([, one]) => one!.toLowerCase());
        expect(new Set(names).size).toBe(names.length);
        // Those without a word in them are left out.
        expect(known).toEqual(expect.arrayContaining(names));
      }),
      { numRuns: 500 },
    );
  });
});
