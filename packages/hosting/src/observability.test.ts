import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import type { Database } from '@vigil/database';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { measureInstallation, openMetrics } from './metrics/metrics.ts';

const folder = new URL('../../../infra/observability/', import.meta.url);

/** Every metric that Vigil exports, as Prometheus names it, and the labels it may carry. */
let exported: ReadonlyMap<string, readonly string[]>;
/** Those of Vigil's own making. */
let own: readonly string[];

beforeAll(async () => {
  const metrics = await openMetrics();
  const nodes = new Set(metrics.registry.getMetricsAsArray().map(({ name }) => name));
  const database = {} as Database; // nobody reads
  const log = pino({ level: 'silent' });
  await measureInstallation(metrics, { authorities: [], database, queue: null, now: () => new Date(), log });
  const found = new Map<string, readonly string[]>();
  const all = metrics.registry.getMetricsAsArray() as unknown as { name: string; type: string; labelNames: string[] }[];
  for (const { name, type, labelNames } of all) {
    const labels = [...labelNames, 'instance', 'job'];
    if (type !== 'histogram') found.set(name, labels);
    else for (const part of ['bucket', 'sum', 'count']) found.set(`${name}_${part}`, [...labels, 'le']);
  }
  exported = found;
  own = ['vigil_stage_duration_seconds', ...all.map(({ name }) => name).filter((name) => !nodes.has(name))];
});

/** Metrics that a PromQL expression names, each with the labels it is narrowed by. */
function metricsIn(expression: string): readonly { name: string; labels: readonly string[] }[] {
  return [...expression.matchAll(/\b(vigil_\w+)(?:\{([^}]*)\})?/gu)].map(([, name, selector]) => ({
    name: name!,
    labels: [...(selector ?? '').matchAll(/(\w+)\s*(?:=~|!~|!=|=)/gu)].map(([, label]) => label!),
  }));
}

function expectExported(expression: string): void {
  const named = metricsIn(expression);
  expect(named, expression).not.toEqual([]);
  for (const { name, labels } of named) {
    expect([...exported.keys()], expression).toContain(name);
    for (const label of labels) expect(exported.get(name), expression).toContain(label);
  }
  const grouped = [...expression.matchAll(/\bby \(([^)]*)\)/gu)].flatMap(([, labels]) => labels!.split(/,\s*/u));
  const known = named.flatMap(({ name }) => exported.get(name) ?? []);
  for (const label of grouped) expect(known, expression).toContain(label);
}

interface AlertRules {
  readonly groups: readonly {
    readonly name: string;
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly for?: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly annotations: Readonly<Record<string, string>>;
    }[];
  }[];
}

describe('the alert rules', () => {
  let rules: AlertRules['groups'][number]['rules'];
  beforeAll(async () => {
    const { groups } = parse(await readFile(new URL('alerts.yaml', folder), 'utf8')) as AlertRules;
    rules = groups.flatMap((group) => group.rules);
  });

  it('ask for metrics and labels that there are', () => {
    expect(rules.length).toBeGreaterThan(8);
    for (const { expr } of rules) expectExported(expr);
  });

  it('are of the shape that Prometheus takes, each with a name of its own and what to do', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const rule of rules) {
      expect(
        Object.keys(rule).filter((key) => !['alert', 'expr', 'for', 'labels', 'annotations'].includes(key)),
      ).toEqual([]);
      expect(rule.alert).toMatch(/^Vigil[A-Za-z]+$/u);
      expect(rule.for ?? '0m').toMatch(/^\d+[smhd]$/u);
      expect(['warning', 'critical']).toContain(rule.labels['severity']);
      expect(Object.keys(rule.annotations)).toEqual(['summary', 'description']);
      // What a text fills in must be left by the expression.
      const labels = [
        ...Object.values(rule.annotations)
          .join(' ')
          .matchAll(/\$labels\.(\w+)/gu),
      ].map(([, one]) => one!);
      const left = /by \(([^)]*)\)/u.exec(rule.expr)?.[1]?.split(/,\s*/u) ?? ['instance', 'job'];
      for (const label of labels) expect(left, rule.alert).toContain(label);
    }
  });
});

describe('the dashboard', () => {
  it('asks for metrics and labels that there are, and its panels lie beside each other', async () => {
    const dashboard = JSON.parse(await readFile(new URL('dashboard.json', folder), 'utf8')) as {
      uid: string;
      panels: { id: number; type: string; gridPos: Rectangle; targets?: { expr: string; refId: string }[] }[];
    };
    expect(dashboard.uid).toBe('vigil');
    const { panels } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { type, targets } of panels) {
      if (type === 'row') continue;
      expect(targets!.length).toBeGreaterThan(0);
      for (const { expr } of targets!) expectExported(expr);
    }
    for (const [index, one] of panels.entries()) {
      expect(one.gridPos.x + one.gridPos.w).toBeLessThanOrEqual(24);
      for (const other of panels.slice(index + 1)) expect(overlap(one.gridPos, other.gridPos)).toBe(false);
    }
  });
});

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}
const overlap = (one: Rectangle, other: Rectangle): boolean =>
  one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h;

describe('infra/observability/README.md', () => {
  it('names every metric of Vigil, and none that there is not', async () => {
    const text = await readFile(new URL('README.md', folder), 'utf8');
    const named = new Set([...text.matchAll(/`(vigil_\w+)`/gu)].map(([, name]) => name!));
    expect([...named].toSorted()).toEqual(own.toSorted());
  });
});
