import { describe, expect, test } from 'vitest';

import { domainOf, formatMailbox, mailbox, messageIdFor, oneLine, threadIdFor, withoutControls } from './headers.ts';

const smuggled = 'Quality\r\nBcc: everybody@example.com';

describe('nothing can smuggle a header in', () => {
  test('a name from the configuration becomes one line', () => {
    expect(oneLine(smuggled)).toBe('Quality Bcc: everybody@example.com');
    expect(oneLine('a\u2028b\u0000c\u202Ed\tf ')).toBe('a b c d f');
  });

  test('an address with a line end is refused', () => {
    expect(() => mailbox('To', 'head@example.gov.uk\r\nBcc: x@example.com')).toThrow(
      /To header holds a control character/,
    );
  });

  test.each(['\n', '\r', '\0', '\u0085', '\u2028', '\u202E'])('header text with %j is refused', (control) => {
    expect(() => withoutControls('Subject', `a${control}b`)).toThrow(/Subject header/);
  });

  test.each(['', 'head', 'a@example.com, b@example.com', 'head@', 'group: a@example.com, b@example.com;'])(
    '%j is not one mailbox',
    (text) => {
      expect(() => mailbox('To', text)).toThrow(/wants one e-mail address/);
    },
  );
});

test('a mailbox is read with and without its name, and written with the name quoted', () => {
  expect(mailbox('From', 'vigil@example.gov.uk')).toEqual({ name: '', address: 'vigil@example.gov.uk' });
  const named = mailbox('From', '"Vigil, nightly" <vigil@example.gov.uk>');
  expect(formatMailbox(named)).toBe('"Vigil, nightly" <vigil@example.gov.uk>');
  expect(mailbox('From', formatMailbox({ ...named, name: 'The "night" \\ watch' })).name).toBe('The "night" \\ watch');
  expect(domainOf('From', 'Vigil <vigil@Example.gov.uk>')).toBe('example.gov.uk');
});

describe('the Message-ID of a notification', () => {
  test('is the same whenever it is asked for', () => {
    const parts = { authority: '852', notificationId: '0193-a7', domain: 'example.gov.uk' };
    expect(messageIdFor(parts)).toBe('<digest.852.0193-a7@example.gov.uk>');
    expect(messageIdFor({ ...parts, kind: 'weekly' })).toBe('<weekly.852.0193-a7@example.gov.uk>');
  });

  test.each([{ authority: '85 2' }, { notificationId: 'a>\r\nBcc: x' }, { domain: '' }])('cannot hold %j', (wrong) => {
    const parts = { authority: '852', notificationId: '1', domain: 'example.gov.uk', ...wrong };
    expect(() => messageIdFor(parts)).toThrow(/a Message-ID cannot hold/);
  });
});

test('an alert has a thread of its own, which is no notification', () => {
  const parts = { authority: '852', alert: '0193-a7', domain: 'example.gov.uk' };
  expect(threadIdFor(parts)).toBe('<alert.852.0193-a7@example.gov.uk>');
  expect(() => threadIdFor({ ...parts, alert: 'a b' })).toThrow(/cannot hold alert "a b"/);
});
