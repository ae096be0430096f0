/** Words of a variable or an alias that names a copy of the database which may lag behind. */
const REPLICA = /(?:^|[_\W])(?:read_?)?replicas?(?:[_\W\d]|$)|(?:^|_)(?:read(?:_?only|er)?|ro|follower|slave)(?:_|$)/i;

/** True for `DATABASE_REPLICA_URL`, `READ_DATABASE_URL`, `replica`; false for `READ_TIMEOUT`, which names no database. */
export function isReplicaName(name: string): boolean {
  return REPLICA.test(name) && (!/_/.test(name) || /replica|slave|follower/i.test(name) || /DATABASE|DB|POSTGRES|PG|SQL|URL|DSN|HOST/i.test(name));
}
