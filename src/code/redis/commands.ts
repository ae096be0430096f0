/** Commands of Redis that readers look for, in capitals. */
export const COMMANDS: ReadonlySet<string> = new Set([
  'GET', 'SET', 'SETEX', 'PSETEX', 'SETNX', 'GETSET', 'GETDEL', 'GETEX', 'MGET', 'MSET', 'INCR', 'INCRBY', 'DECR', 'DECRBY', 'INCRBYFLOAT', 'APPEND', 'STRLEN',
  'EXPIRE', 'PEXPIRE', 'EXPIREAT', 'PEXPIREAT', 'TTL', 'PTTL', 'PERSIST', 'EXISTS', 'DEL', 'DELETE', 'UNLINK', 'TYPE', 'RENAME',
  'HGET', 'HSET', 'HMSET', 'HSETNX', 'HMGET', 'HGETALL', 'HINCRBY', 'HDEL', 'HEXISTS', 'HLEN', 'HKEYS', 'HVALS',
  'LPUSH', 'RPUSH', 'LPOP', 'RPOP', 'LLEN', 'LRANGE', 'LTRIM', 'LREM', 'LINDEX', 'SADD', 'SREM', 'SMEMBERS', 'SISMEMBER', 'SCARD', 'SPOP',
  'ZADD', 'ZREM', 'ZRANGE', 'ZRANGEBYSCORE', 'ZREVRANGE', 'ZCARD', 'ZSCORE', 'ZRANK', 'ZINCRBY', 'ZREMRANGEBYSCORE', 'ZCOUNT', 'ZPOPMIN',
  'BRPOP', 'BLPOP', 'BLMOVE', 'BRPOPLPUSH', 'BZPOPMIN', 'BZPOPMAX', 'RPOPLPUSH', 'LMOVE', 'XADD', 'XREAD', 'XREADGROUP', 'XLEN', 'XACK',
  'KEYS', 'FLUSHALL', 'FLUSHDB', 'PUBLISH', 'SUBSCRIBE', 'PSUBSCRIBE',
]);

/** Commands that change nothing. */
export const READS: ReadonlySet<string> = new Set([
  'GET', 'MGET', 'STRLEN', 'TTL', 'PTTL', 'EXISTS', 'TYPE', 'HGET', 'HMGET', 'HGETALL', 'HEXISTS', 'HLEN', 'HKEYS', 'HVALS', 'LLEN', 'LRANGE', 'LINDEX',
  'SMEMBERS', 'SISMEMBER', 'SCARD', 'ZRANGE', 'ZRANGEBYSCORE', 'ZREVRANGE', 'ZCARD', 'ZSCORE', 'ZRANK', 'ZCOUNT', 'XLEN',
]);

/** Commands that wait on the server, and where their timeout stands: the argument's index from Python's point of view. */
export const BLOCKING: ReadonlySet<string> = new Set(['BRPOP', 'BLPOP', 'BLMOVE', 'BRPOPLPUSH', 'BZPOPMIN', 'BZPOPMAX', 'XREAD', 'XREADGROUP']);

/** Commands that are no part of a sequence: they wait, change the connection, or speak to all of the server. */
export const ALONE: ReadonlySet<string> = new Set([...BLOCKING, 'SUBSCRIBE', 'PSUBSCRIBE', 'KEYS', 'FLUSHALL', 'FLUSHDB']);

/** The command that a method sends: `setEx` and `setex` are SETEX, `delete` is DEL; undefined of any other method. */
export function commandOf(method: string): string | undefined {
  const command = method.toUpperCase();
  if (!COMMANDS.has(command)) return undefined;
  return command === 'DELETE' ? 'DEL' : command;
}
