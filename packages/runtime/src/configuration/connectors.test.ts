import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Catalogue } from '@vigil/indicators';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAuthorities } from '../configuration.ts';
import type { ConfigurationError } from './problems.ts';

const catalogue = new Catalogue([]);
let directory = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vigil-test-connectors-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** The connector of a vigil.yaml whose only source has this one (on its fifth line and below). */
async function read(connector: string) {
  const yaml = `authority: { code: "852", name: Southampton }
sources:
  - id: casework
    connector:
${connector.replaceAll(/^/gm, '      ')}
`;
  await writeFile(join(directory, 'vigil.yaml'), yaml);
  const [authority] = await readAuthorities(join(directory, 'vigil.yaml'), catalogue, directory);
  return authority!.sources[0]!.connector;
}

const problemsOf = (connector: string): Promise<readonly string[]> =>
  read(connector).then(
    () => [],
    (error: ConfigurationError) => error.problems,
  );

const sftp = `kind: sftp
host: extracts.example.gov.uk
user: vigil
path: /out
hostKey: SHA256:uNiVztksCsDhcc0u9e8BrwqzLBHg7Zr0GxuUyrEIoyc
password: { file: sftp.password }`;

const https = `kind: https
url: https://extracts.example.gov.uk/latest/manifest.json
bearer: { file: /etc/vigil/token }`;

const s3 = `kind: s3
endpoint: https://s3.eu-west-2.amazonaws.com
bucket: extracts
accessKeyId: AKIA
secretAccessKey: { file: s3.secret }`;

const sql = `kind: sql
dialect: postgresql
host: reporting.example.gov.uk
database: mosaic
user: vigil
password: { file: sql.password }
queries:
  contacts: select * from vigil.contacts;`;

describe('a connector', () => {
  test('of kind sftp has its files beside the vigil.yaml and port 22', async () => {
    expect(await read(sftp)).toEqual({
      kind: 'sftp',
      host: 'extracts.example.gov.uk',
      port: 22,
      user: 'vigil',
      path: '/out',
      hostKey: 'SHA256:uNiVztksCsDhcc0u9e8BrwqzLBHg7Zr0GxuUyrEIoyc',
      password: { file: join(directory, 'sftp.password') },
      privateKey: null,
      timeoutSeconds: 60,
    });
  });

  test('of kind sftp may have a private key with a passphrase, and the host key as a line', async () => {
    const other = sftp
      .replace(/hostKey: .*/, 'hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKw root@extracts')
      .replace(/password: .*/, 'privateKey: { file: id_ed25519, passphrase: { file: /etc/vigil/passphrase } }');
    expect(await read(other)).toMatchObject({
      password: null,
      privateKey: { file: join(directory, 'id_ed25519'), passphrase: { file: '/etc/vigil/passphrase' } },
    });
  });

  test('of kind https has the address of a manifest, or one for each file', async () => {
    expect(await read(https)).toEqual({
      kind: 'https',
      url: 'https://extracts.example.gov.uk/latest/manifest.json',
      urls: null,
      bearer: { file: '/etc/vigil/token' },
      basic: null,
      caFile: null,
      proxy: null,
      timeoutSeconds: 60,
    });
    const urls = `kind: https
urls: { contacts.csv: "https://casework.example.gov.uk/export?list=17&day={asAt}" }
basic: { user: vigil, password: { file: web.password } }
caFile: council-ca.pem
proxy: http://proxy.example.gov.uk:3128`;
    expect(await read(urls)).toMatchObject({
      urls: { 'contacts.csv': 'https://casework.example.gov.uk/export?list=17&day={asAt}' },
      caFile: join(directory, 'council-ca.pem'),
    });
  });

  test('of kind s3 has a bucket, its names as paths unless told', async () => {
    expect(await read(s3)).toMatchObject({ region: 'us-east-1', prefix: null, pathStyle: true });
  });

  test('of kind sql has its queries read, with or without a semicolon at the end', async () => {
    await writeFile(
      join(directory, 'referrals.sql'),
      '-- of the reporting copy\nwith r as (select 1) select * from r;\n',
    );
    expect(await read(`${sql}\n  referrals: { file: referrals.sql }`)).toMatchObject({
      port: null,
      tls: true,
      asAt: null,
      queries: {
        contacts: 'select * from vigil.contacts',
        referrals: '-- of the reporting copy\nwith r as (select 1) select * from r',
      },
    });
  });

  const ownFile =
    'expected { file: /etc/vigil/NAME.secret }: a secret is kept in a file of its own, never in vigil.yaml';
  const at = 'sources[0].connector';
  test.each([
    [sftp, '{ file: sftp.password }', 'hunter2', `${at}.password of vigil.yaml, line 10, is '…'; ${ownFile}`],
    [sftp, /password: .*/, '', `${at}.password is missing in vigil.yaml, line 4; expected password or privateKey`],
    [
      sftp,
      /$/,
      '\nprivateKey: { file: id }',
      `${at}.privateKey of vigil.yaml, line 11, is a map; expected password or privateKey, not both`,
    ],
    [
      sftp,
      /SHA256:.*/,
      'no',
      `${at}.hostKey of vigil.yaml, line 9, is 'no'; expected the server's key as its owner gives it: ` +
        'SHA256:… (ssh-keygen -lf prints it), or the line of its public key',
    ],
    [sftp, 'hostKey', 'hostkey', `unknown key 'hostkey' in ${at} of vigil.yaml, line 9; did you mean 'hostKey'?`],
    [
      https,
      'https://extracts',
      'http://extracts',
      `${at}.url of vigil.yaml, line 6, is 'http://extracts.example.gov.uk/latest/manifest.json'; ` +
        'expected an address that begins with https:// (http:// only on this machine), without a password in it',
    ],
    [
      https,
      'manifest.json',
      'contacts.csv',
      `${at}.url of vigil.yaml, line 6, is 'https://extracts.example.gov.uk/latest/contacts.csv'; ` +
        'expected the address of a manifest.json; addresses of lists go under urls',
    ],
    [
      https,
      'https://extracts',
      'https://me:hush@extracts',
      `${at}.url of vigil.yaml, line 6, is '…'; ` +
        'expected an address that begins with https:// (http:// only on this machine), without a password in it',
    ],
    [https, /url: .*/, '', `${at}.url is missing in vigil.yaml, line 4; expected url or urls`],
    [
      https,
      /url: .*/,
      'urls: { contacts: https://extracts.example.gov.uk }',
      `key 'contacts' in ${at}.urls of vigil.yaml, line 6; expected the name that the file is to have, such as contacts.csv`,
    ],
    [s3, 's3.secret }', 's3.secret, mode: 1 }', `${at}.secretAccessKey of vigil.yaml, line 9, is '…'; ${ownFile}`],
    [
      s3,
      /$/,
      '\nproxy: http://me:hush@proxy',
      `${at}.proxy of vigil.yaml, line 10, is '…'; expected the address of a proxy, such as ` +
        'http://proxy.example.gov.uk:3128; one that wants a password is said in HTTPS_PROXY',
    ],
    [
      sql,
      'select *',
      'delete',
      `${at}.queries.contacts of vigil.yaml, line 12, is 'delete from vigil.contacts'; ` +
        'expected one query that begins with select or with',
    ],
    [
      sql,
      'contacts: select',
      'contact: select',
      `key 'contact' in ${at}.queries of vigil.yaml, line 12; expected the name of a list; did you mean 'contacts'?`,
    ],
    [
      sql,
      'postgresql',
      'oracle',
      `${at}.dialect of vigil.yaml, line 6, is 'oracle'; expected postgresql, mariadb, sqlserver`,
    ],
  ])('%# that is not right says where, what and what was expected', async (form, right, wrong, sentence) => {
    expect(await problemsOf(form.replace(right, wrong))).toContain(sentence);
  });

  test('whose query cannot be read names the file', async () => {
    const file = join(directory, 'none.sql');
    expect(await problemsOf(sql.replace('select * from vigil.contacts;', '{ file: none.sql }'))).toEqual([
      `sources[0].connector.queries.contacts.file of vigil.yaml, line 12, is '${file}'; ` +
        'expected a file with a query; it cannot be read (there is no such file or directory)',
    ]);
  });
});

describe('infra/reference/connectors.md', async () => {
  const page = await readFile(new URL('../../../../infra/reference/connectors.md', import.meta.url), 'utf8');
  const examples = [...page.matchAll(/^```yaml\nconnector:(.*?)^```/gms)].map(([, example]) => example!);

  test('has an example of every kind', () => {
    const kinds = new Set(examples.map((example) => /kind: (\w+)/.exec(example)?.[1]));
    expect(kinds).toEqual(new Set(['folder', 'sftp', 'https', 's3', 'sql']));
  });

  test.each(examples)('is right: %s', async (example) => {
    await writeFile(join(directory, 'referrals.sql'), 'select 1');
    const flow = example.trim().split('\n')[0]!;
    const block = flow.startsWith('{') ? flow : example.replaceAll(/^  /gm, '').trim();
    expect(await read(block)).toHaveProperty('kind');
  });
});
