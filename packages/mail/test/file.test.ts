import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { fileNameOf, fileTransport } from '../src/file.ts';
import type { OutgoingMail } from '../src/outgoing.ts';

const anywhere = { allowedDomains: null };

const mail: OutgoingMail = {
  messageId: '<digest.852.17@example.gov.uk>',
  from: '"Vigil for Ynys Môn" <vigil@example.gov.uk>',
  to: 'head@example.gov.uk',
  subject: '27 % – too few',
  text: 'Fewer than the target.',
  html: '<p>Fewer than the target.</p>',
  headers: {},
  date: '2021-01-04T05:30:00.000Z',
};

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigil-mail-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('a mail becomes one file that any mail program opens', async () => {
  const outcome = await fileTransport(join(directory, 'mail')).send(mail, anywhere);
  const file = join(directory, 'mail', 'digest.852.17@example.gov.uk.eml');
  expect(outcome).toEqual({ outcome: 'accepted', response: `written to ${file}` });
  expect(await readdir(join(directory, 'mail'))).toEqual(['digest.852.17@example.gov.uk.eml']);
  const parsed = await simpleParser(await readFile(file));
  expect(parsed).toMatchObject({ subject: '27 % – too few', html: mail.html, date: new Date('2021-01-04T05:30:00Z') });
  expect(parsed.text?.trimEnd()).toBe(mail.text);
});

test('whether a mail was delivered is answered by its file, and sending it again changes nothing', async () => {
  const transport = fileTransport(directory);
  expect(await transport.settle(mail.messageId)).toBe('not-delivered');
  await transport.send(mail, anywhere);
  expect(await transport.settle(mail.messageId)).toBe('delivered');
  await transport.send(mail, anywhere);
  expect(await readdir(directory)).toHaveLength(1);
});

test('what was being written when the process died counts as nothing', async () => {
  await writeFile(join(directory, `${fileNameOf(mail.messageId)}.4711.part`), 'Message-ID: half a ma');
  expect(await fileTransport(directory).settle(mail.messageId)).toBe('not-delivered');
});

test('two ids never share a file, and none leaves the directory', () => {
  const names = ['<a/b@c>', '<a%2Fb@c>', '<../../a@c>', '<a\\b@c>', '<a*b@c>'].map(fileNameOf);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[^/\\]+\.eml$/);
});

test('a directory that cannot be made is a refusal that may pass', async () => {
  await writeFile(join(directory, 'taken'), '');
  const outcome = await fileTransport(join(directory, 'taken')).send(mail, anywhere);
  expect(outcome).toMatchObject({ outcome: 'refused', permanent: false, about: 'server' });
});

test('a mail that is wrong is refused for good', async () => {
  const outcome = await fileTransport(directory).send({ ...mail, to: 'a@example.com, b@example.com' }, anywhere);
  expect(outcome).toMatchObject({ outcome: 'refused', permanent: true });
  expect(await readdir(directory)).toEqual([]);
});

test('a mail to where no mail may go is not caught either', async () => {
  const outcome = await fileTransport(directory).send(mail, { allowedDomains: ['council.gov.uk'] });
  expect(outcome).toMatchObject({ outcome: 'refused', permanent: true, about: 'recipient' });
  expect(await readdir(directory)).toEqual([]);
});

test('where mail goes is said in words', () => {
  expect(fileTransport('/var/vigil/mail').describe()).toBe('files in /var/vigil/mail');
});
