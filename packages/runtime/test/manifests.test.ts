import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Deployment } from 'kubernetes-models/apps/v1';
import { Job } from 'kubernetes-models/batch/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { Namespace, PersistentVolumeClaim } from 'kubernetes-models/v1';
import { parse, parseAllDocuments } from 'yaml';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const services = ['scheduler', 'ingest', 'validator', 'aggregator', 'alerter', 'notifier', 'console'];
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const manifests = readdirSync(join(root, 'infra/kubernetes')).map((file) => ({
  file,
  documents: parseAllDocuments(read(`infra/kubernetes/${file}`)).map((document) => document.toJS()),
}));
const all = manifests.flatMap(({ documents }) => documents);

/** Kubernetes' own schemas. */
const kinds = {
  'apps/v1 Deployment': Deployment,
  'batch/v1 Job': Job,
  'networking.k8s.io/v1 NetworkPolicy': NetworkPolicy,
  'v1 Namespace': Namespace,
  'v1 PersistentVolumeClaim': PersistentVolumeClaim,
};

describe('the manifests for Kubernetes', () => {
  it.each(all.map((one) => [`${one.kind} ${one.metadata.name}`, one] as const))(
    "%s is what Kubernetes' own schema of its kind allows",
    (_, { apiVersion, kind, ...said }) => {
      const Kind = kinds[`${apiVersion} ${kind}` as keyof typeof kinds];
      expect(() => new Kind(said).validate()).not.toThrow();
      expect(() => new Kind({ ...said, metadata: 'none' }).validate()).toThrow('metadata');
    },
  );

  it('have a Deployment a service, with probes, limits and no rights', () => {
    const deployments = all.filter(({ kind }) => kind === 'Deployment');
    expect(new Set(deployments.map(({ metadata }) => metadata.name))).toEqual(
      new Set(services.map((name) => `vigil-${name}`)),
    );
    for (const { spec, apiVersion } of deployments) {
      expect(apiVersion).toBe('apps/v1');
      expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels);
      const [container] = spec.template.spec.containers;
      expect(container.livenessProbe.httpGet.path).toBe('/health');
      expect(container.readinessProbe.httpGet.path).toBe('/ready');
      expect(spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(30);
    }
  });

  it.each(['Deployment', 'Job'])(
    'let no %s be root, write to its image or take rights, and mount what they name',
    (kind) => {
      for (const { spec } of all.filter((one) => one.kind === kind)) {
        const pod = spec.template.spec;
        const [container] = pod.containers;
        expect(pod).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true } });
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(Object.keys(container.resources.limits)).toEqual(['cpu', 'memory']);
        const names = (list: { name: string }[]) => list.map(({ name }) => name).sort();
        expect(names(container.volumeMounts)).toEqual(names(pod.volumes));
        for (const { name, value } of container.env) expect(name.endsWith('_FILE') || !/:\/\//u.test(value)).toBe(true);
      }
    },
  );

  it('hold no secret, and give the secret key to ingest, validator and the migration alone', () => {
    expect(all.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    const keyed = manifests.filter(({ file }) => read(`infra/kubernetes/${file}`).includes('secret_key'));
    expect(keyed.map(({ file }) => file)).toEqual(['ingest.yaml', 'migrate.yaml', 'validator.yaml']);
  });
});

describe('docker-compose.yml', () => {
  const compose = parse(read('docker-compose.yml'), { merge: true });

  it('runs each service as in the manifests: not root, nothing to write to, limited, its secrets files', () => {
    expect(Object.keys(compose.services)).toEqual(
      expect.arrayContaining([...services, 'migrate', 'postgres', 'redis']),
    );
    for (const name of services) {
      const service = compose.services[name];
      expect(service).toMatchObject({ user: '1000:1000', read_only: true, cap_drop: ['ALL'] });
      expect(service.command[0]).toBe(`/vigil/node_modules/@vigil/${name}/dist/main.js`);
      expect(service.secrets).toContain(`database_url_${name}`);
      expect(service.secrets.includes('secret_key')).toBe(['ingest', 'validator'].includes(name));
      expect(service.mem_limit).toBeDefined();
    }
  });

  const composer = ['/usr/bin/docker-compose', '/usr/local/bin/docker-compose'].find((path) => existsSync(path));
  it.skipIf(composer === undefined)('passes docker-compose config (skipped without docker-compose)', () => {
    const check = () => execFileSync(composer!, ['-f', join(root, 'docker-compose.yml'), 'config', '--quiet']);
    expect(check).not.toThrow();
  });
});

describe('the build', () => {
  it('knows of each workspace which others it is made from', () => {
    for (const kind of ['packages', 'services']) {
      for (const name of readdirSync(join(root, kind)).filter((one) => existsSync(join(root, kind, one, 'src')))) {
        const manifest = JSON.parse(read(`${kind}/${name}/package.json`));
        const build = JSON.parse(read(`${kind}/${name}/tsconfig.build.json`));
        const wanted = Object.keys(manifest.dependencies ?? {})
          .filter((one) => one.startsWith('@vigil/'))
          .map((one) => one.replace('@vigil/', ''));
        const given = (build.references ?? []).map(({ path }: { path: string }) => path.split('/').at(-2));
        expect([name, ...given.sort()]).toEqual([name, ...wanted.sort()]);
      }
    }
  });
});
