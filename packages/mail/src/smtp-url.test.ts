import { describe, expect, test } from 'vitest';

import { describeServer, parseSmtpUrl } from './smtp-url.ts';

describe('where mail goes', () => {
  test.each([
    ['smtp://relay.example.gov.uk', 'smtp://relay.example.gov.uk:25'],
    ['smtp://user:word@relay.example.gov.uk', 'smtp://relay.example.gov.uk:587'],
    ['smtps://user:word@relay.example.gov.uk', 'smtps://relay.example.gov.uk:465'],
    ['smtp://127.0.0.1:2525', 'smtp://127.0.0.1:2525'],
    ['smtp://[::1]:2525', 'smtp://[::1]:2525'],
  ])('%s is %s, the login not shown', (url, shown) => {
    expect(describeServer(parseSmtpUrl(url))).toBe(shown);
  });

  test('a login is percent-decoded', () => {
    expect(parseSmtpUrl('smtp://night%40example:p%3Aa%2Fss@relay').login).toEqual({
      user: 'night@example',
      pass: 'p:a/ss',
    });
    expect(parseSmtpUrl('smtp://relay').login).toBeNull();
  });

  test('a login wants TLS unless the address says otherwise, or the server is on this machine', () => {
    expect(parseSmtpUrl('smtp://user:word@relay').requireTLS).toBe(true);
    expect(parseSmtpUrl('smtp://user:word@relay?ignoreTLS=true').requireTLS).toBe(false);
    expect(parseSmtpUrl('smtp://user:word@relay?requireTLS=false').requireTLS).toBe(false);
    expect(parseSmtpUrl('smtp://relay').requireTLS).toBe(false);
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
      expect(parseSmtpUrl(`smtp://user:word@${host}:2525`).requireTLS).toBe(false);
    }
    expect(parseSmtpUrl('smtp://user:word@127.0.0.1.example.gov.uk').requireTLS).toBe(true);
  });

  test('certificates are checked unless the address says otherwise', () => {
    expect(parseSmtpUrl('smtp://relay')).toMatchObject({
      verifyCertificate: true,
      requireTLS: false,
      ignoreTLS: false,
      caFile: null,
    });
    expect(parseSmtpUrl('smtp://relay?caFile=/etc/ssl/council.pem').caFile).toBe('/etc/ssl/council.pem');
    expect(parseSmtpUrl('smtp://relay?tls.rejectUnauthorized=false&requireTLS=true&name=vigil.example')).toMatchObject({
      verifyCertificate: false,
      requireTLS: true,
      name: 'vigil.example',
    });
  });
});

describe('an address that is wrong', () => {
  test.each([
    ['relay.example.gov.uk', /cannot be read: expected smtp:/],
    ['https://relay', /begins with https:/],
    ['smtp://:25', /cannot be read|names no host/],
    ['smtp://relay?requiretls=true', /unknown parameter "requiretls": it may have requireTLS/],
    ['smtp://relay?requireTLS=yes', /requireTLS=yes: expected true or false/],
    ['smtp://user:100%@relay', /stray %/],
  ])('%s is refused with what was expected', (url, message) => {
    expect(() => parseSmtpUrl(url)).toThrow(message);
  });

  test('never gives the password away', () => {
    for (const url of ['http://user:s3cret@relay', 'smtp://user:s3cret@relay?x=1', 'smtp://user:s3cret@re lay']) {
      expect(() => parseSmtpUrl(url)).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('s3cret') }),
      );
    }
  });
});
