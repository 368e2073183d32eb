/** Where the queue lies, for people: no credentials. */
export function describeQueue(redisUrl: string | null): string {
  if (redisUrl === null) return 'PostgreSQL';
  const { hostname, port } = new URL(redisUrl);
  return `Redis at ${hostname || 'localhost'}:${port || '6379'}`;
}

export interface RedisState {
  readonly version: string;
  /** Must be `noeviction`: with any other Redis throws jobs away when its memory is full. */
  readonly evictionPolicy: string;
}

/**
 * Asks a Redis how it is set up, once and without patience.
 *
 * @throws what ioredis says when it cannot be reached
 */
export async function inspectRedis(url: string): Promise<RedisState> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let reason: Error | null = null;
  redis.on('error', (error) => {
    reason ??= error;
  });
  try {
    // Of a connection that failed, ioredis tells why only in the event.
    await redis.connect().catch((error: unknown) => {
      throw reason ?? error;
    });
    // INFO and not CONFIG, which hosted Redis does not allow.
    const info = `${await redis.info('server')}\n${await redis.info('memory')}`;
    return { version: valueOf(info, 'redis_version'), evictionPolicy: valueOf(info, 'maxmemory_policy') };
  } finally {
    redis.disconnect();
  }
}

function valueOf(info: string, name: string): string {
  return new RegExp(`^${name}:(.*?)\\r?$`, 'mu').exec(info)?.[1] ?? 'unknown';
}
