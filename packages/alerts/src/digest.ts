import type { IsoDate } from '@vigil/calendar';
import { byText, type DigestItem, worstFirst } from './digest-item.ts';

export interface Person {
  readonly title: string;
  readonly email: string;
}

/** A service, who is told, and the indicators it answers for (`services` in vigil.yaml). */
export interface DigestService {
  readonly id: string;
  readonly name: string;
  readonly head: Person;
  /** Are told what the head is told. */
  readonly deputies: readonly Person[];
  /** The next role: is told what nobody has answered for long. */
  readonly escalateTo?: Person | null;
  readonly indicators: readonly string[];
}

/** All that one person is told at once. */
export interface Digest {
  readonly authority: { readonly code: string; readonly name: string };
  readonly recipient: { readonly email: string };
  /** Those of the recipient's services that the items belong to, with the title the recipient has there. */
  readonly services: readonly { readonly id: string; readonly name: string; readonly title: string }[];
  /** The newest of the items' as-at dates. */
  readonly asAt: IsoDate;
  /** Worst first, good news last; one a figure. */
  readonly items: readonly DigestItem[];
}

export interface Digests {
  readonly digests: readonly Digest[];
  /** Items whose indicator no service answers for: nobody would hear of them, so operators must. */
  readonly unaddressed: readonly DigestItem[];
}

/**
 * Sorts what there is to tell by who must hear it: one digest a person, however many services they head or stand in
 * for. Persons are told apart by e-mail address, whatever its case; an indicator of two services
 * is told to both. The order in which services and items are given does not matter.
 */
export function composeDigests(input: {
  authority: Digest['authority'];
  services: readonly DigestService[];
  /** One a figure, in any order. */
  items: readonly DigestItem[];
}): Digests {
  const items = input.items.toSorted(worstFirst);
  const roles = input.services.toSorted((a, b) => byText(a.id, b.id)).flatMap(rolesOf);
  const people = [...new Set(roles.map(({ person }) => personOf(person)))].toSorted(byText);

  const digests = people.flatMap((who) => {
    const own = roles.filter(({ person }) => personOf(person) === who);
    return digestFor(input.authority, own, items) ?? [];
  });
  const unaddressed = items.filter((item) => !input.services.some((service) => answersFor(service, item)));
  return { digests, unaddressed };
}

/** What somebody is to a service, and what they hear of it. */
interface Role {
  readonly service: DigestService;
  readonly person: Person;
  readonly hears: (item: DigestItem) => boolean;
}

function rolesOf(service: DigestService): Role[] {
  const all = [service.head, ...service.deputies].map((person) => ({
    service,
    person,
    hears: (item: DigestItem) => answersFor(service, item),
  }));
  if (!service.escalateTo) return all;
  const hears = (item: DigestItem) => answersFor(service, item) && isEscalated(item);
  return [...all, { service, person: service.escalateTo, hears }];
}

/** @returns null where there is nothing to tell: nothing to say, no mail */
function digestFor(authority: Digest['authority'], own: readonly Role[], all: readonly DigestItem[]): Digest | null {
  const roles = own.filter(({ hears }) => all.some(hears));
  const items = all.filter((item) => roles.some(({ hears }) => hears(item)));
  const [role] = roles;
  const [item] = items;
  if (role === undefined || item === undefined) return null;
  return {
    authority,
    recipient: { email: role.person.email.trim() },
    services: onceEach(roles).map(({ service: { id, name }, person }) => ({ id, name, title: person.title })),
    asAt: items.reduce((newest, { asAt }) => (asAt > newest ? asAt : newest), item.asAt),
    items,
  };
}

/** The first of somebody's roles at each service: who heads it is not its deputy. */
function onceEach(roles: readonly Role[]): readonly Role[] {
  return roles.filter(({ service }, index) => roles.findIndex((role) => role.service === service) === index);
}

function answersFor({ indicators }: DigestService, { definition }: DigestItem): boolean {
  return indicators.includes(definition.id);
}

function isEscalated({ news }: DigestItem): boolean {
  return news.some(({ kind }) => kind === 'escalated');
}

/** Tells one person from another: by e-mail address, whatever its case. */
export function personOf({ email }: Pick<Person, 'email'>): string {
  return email.trim().toLowerCase();
}
