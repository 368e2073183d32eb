import { and, desc, eq, lt, ne } from 'drizzle-orm';
import type { Transaction } from '../database.ts';
import type { Delivery } from '../deliveries/deliveries.ts';
import { delivery, file } from '../schema/index.ts';

/**
 * How the files of some deliveries differ from those of others, over the lists that both have: `content` where any was
 * delivered with other content; `reading` where the very same content was read otherwise, under another mapping say;
 * `nothing` where not even that.
 *
 * @param before and now: the delivery of each list
 */
export async function differenceInFiles(
  tx: Transaction,
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): Promise<'content' | 'reading' | 'nothing'> {
  const lists = Object.keys(now).filter((list) => before[list] !== undefined && before[list] !== now[list]);
  const [row] = await tx.sql<[{ content: boolean | null; reading: boolean | null }]>`
    select bool_or(earlier.sha256 <> later.sha256) as content,
      bool_or(earlier.reading is distinct from later.reading) as reading
    from unnest(${lists}::text[], ${lists.map((list) => before[list]!)}::text[]::uuid[],
      ${lists.map((list) => now[list]!)}::text[]::uuid[]) as asked(list, before, now)
    join vigil.file as earlier
      on earlier.authority = ${tx.authority} and earlier.delivery = asked.before and earlier.list = asked.list
    join vigil.file as later
      on later.authority = ${tx.authority} and later.delivery = asked.now and later.list = asked.list`;
  if (row.content) return 'content';
  return row.reading ? 'reading' : 'nothing';
}

/** What stood of the same source and as-at date before a delivery was published; null where it was the first. */
export async function deliveryBefore(tx: Transaction, published: Delivery): Promise<string | null> {
  if (published.publishedAt === null) return null;
  const [before] = await tx.orm
    .select({ id: delivery.id })
    .from(delivery)
    .where(
      and(
        eq(delivery.authority, tx.authority),
        eq(delivery.source, published.source),
        eq(delivery.asAt, published.asAt),
        eq(delivery.state, 'published'),
        ne(delivery.id, published.id),
        lt(delivery.publishedAt, published.publishedAt),
      ),
    )
    .orderBy(desc(delivery.publishedAt))
    .limit(1);
  return before?.id ?? null;
}

/** The lists of a delivery, each with the delivery itself, as `differenceInFiles` takes them. */
export async function listsOf(tx: Transaction, deliveryId: string): Promise<Readonly<Record<string, string>>> {
  const rows = await tx.orm
    .select({ list: file.list })
    .from(file)
    .where(and(eq(file.authority, tx.authority), eq(file.delivery, deliveryId)));
  return Object.fromEntries(rows.map(({ list }) => [list, deliveryId]));
}
