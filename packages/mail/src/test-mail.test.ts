import { expect, it } from 'vitest';
import { htmlByItself } from './by-itself.ts';
import { messageIdFor } from './headers.ts';
import { renderTestMail } from './test-mail.ts';

const messageId = messageIdFor({ authority: '852', notificationId: '7f3a', domain: 'example.gov.uk', kind: 'test' });

it('a test mail says what it is, from whom, and that nobody need answer', () => {
  const mail = renderTestMail(
    { authority: { code: '852', name: 'Testshire' }, recipient: { email: 'me@example.gov.uk' }, actor: 'alice@office' },
    { messageId, from: 'vigil@example.gov.uk', replyTo: 'operators@example.gov.uk' },
  );
  expect(mail).toMatchObject({
    from: '"Vigil for Testshire" <vigil@example.gov.uk>',
    to: 'me@example.gov.uk',
    subject: 'Test mail of Vigil for Testshire',
    headers: { 'Auto-Submitted': 'auto-generated', 'List-Id': '<test.852.example.gov.uk>' },
  });
  for (const content of [mail.text, mail.html]) {
    const words = content.replaceAll(/\s+/gu, ' ');
    expect(words).toContain('nothing to do');
    expect(words).toContain('alice@office ran vigil mail test');
  }
});

it('a mail by itself holds its pictures', () => {
  const picture = { filename: 'a.png', contentType: 'image/png', base64: 'QUJD' } as const;
  const html = htmlByItself({
    html: '<img src="cid:a@vigil"><img src="cid:b@vigil">',
    attachments: [
      { ...picture, cid: 'a@vigil' },
      { ...picture, cid: 'b@vigil', base64: 'REVG' },
    ],
  });
  expect(html).toBe('<img src="data:image/png;base64,QUJD"><img src="data:image/png;base64,REVG">');
  expect(htmlByItself({ html: '<p>none</p>' })).toBe('<p>none</p>');
});
