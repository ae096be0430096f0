// Databases as Railway's templates set them up. https://github.com/railwayapp-templates
const variable = (value) => ({ value });

const POSTGRES = ({ word }) => ({
  DATABASE_URL: 'postgresql://${{PGUSER}}:${{POSTGRES_PASSWORD}}@${{RAILWAY_PRIVATE_DOMAIN}}:5432/${{PGDATABASE}}',
  DATABASE_PUBLIC_URL: 'postgresql://${{PGUSER}}:${{POSTGRES_PASSWORD}}@${{RAILWAY_TCP_PROXY_DOMAIN}}:${{RAILWAY_TCP_PROXY_PORT}}/${{PGDATABASE}}',
  PGDATA: '/var/lib/postgresql/data/pgdata', PGHOST: '${{RAILWAY_PRIVATE_DOMAIN}}', PGPORT: '5432', PGUSER: '${{POSTGRES_USER}}', PGPASSWORD: '${{POSTGRES_PASSWORD}}',
  PGDATABASE: '${{POSTGRES_DB}}', POSTGRES_USER: 'postgres', POSTGRES_PASSWORD: word(32), POSTGRES_DB: 'railway', SSL_CERT_DAYS: '820', RAILWAY_DEPLOYMENT_DRAINING_SECONDS: '60',
});
const REDIS = ({ word }) => ({
  REDIS_URL: 'redis://${{REDISUSER}}:${{REDIS_PASSWORD}}@${{REDISHOST}}:${{REDISPORT}}', REDIS_PUBLIC_URL: 'redis://default:${{REDIS_PASSWORD}}@${{RAILWAY_TCP_PROXY_DOMAIN}}:${{RAILWAY_TCP_PROXY_PORT}}',
  REDISHOST: '${{RAILWAY_PRIVATE_DOMAIN}}', REDISPORT: '6379', REDISUSER: 'default', REDISPASSWORD: '${{REDIS_PASSWORD}}', REDIS_PASSWORD: word(32), RAILWAY_RUN_UID: '0',
});
const MYSQL = ({ word }) => ({
  MYSQL_URL: 'mysql://${{MYSQLUSER}}:${{MYSQL_ROOT_PASSWORD}}@${{RAILWAY_PRIVATE_DOMAIN}}:3306/${{MYSQL_DATABASE}}', MYSQL_PUBLIC_URL: 'mysql://${{MYSQLUSER}}:${{MYSQL_ROOT_PASSWORD}}@${{RAILWAY_TCP_PROXY_DOMAIN}}:${{RAILWAY_TCP_PROXY_PORT}}/${{MYSQL_DATABASE}}',
  MYSQLHOST: '${{RAILWAY_PRIVATE_DOMAIN}}', MYSQLPORT: '3306', MYSQLUSER: 'root', MYSQLPASSWORD: '${{MYSQL_ROOT_PASSWORD}}', MYSQLDATABASE: '${{MYSQL_DATABASE}}', MYSQL_DATABASE: 'railway', MYSQL_ROOT_PASSWORD: word(32),
});
const MONGODB = ({ word }) => ({
  MONGO_URL: 'mongodb://${{MONGO_INITDB_ROOT_USERNAME}}:${{MONGO_INITDB_ROOT_PASSWORD}}@${{RAILWAY_PRIVATE_DOMAIN}}:27017', MONGO_PUBLIC_URL: 'mongodb://${{MONGO_INITDB_ROOT_USERNAME}}:${{MONGO_INITDB_ROOT_PASSWORD}}@${{RAILWAY_TCP_PROXY_DOMAIN}}:${{RAILWAY_TCP_PROXY_PORT}}',
  MONGOHOST: '${{RAILWAY_PRIVATE_DOMAIN}}', MONGOPORT: '27017', MONGOUSER: '${{MONGO_INITDB_ROOT_USERNAME}}', MONGOPASSWORD: '${{MONGO_INITDB_ROOT_PASSWORD}}', MONGO_INITDB_ROOT_USERNAME: 'mongo', MONGO_INITDB_ROOT_PASSWORD: word(32),
});

const KINDS = {
  Postgres: { image: 'ghcr.io/railwayapp-templates/postgres-ssl:16', port: 5432, mountPath: '/var/lib/postgresql/data', variables: POSTGRES },
  Redis: { image: 'redis:8.2.1', port: 6379, mountPath: '/data', variables: REDIS },
  MySQL: { image: 'mysql:9.4', port: 3306, mountPath: '/var/lib/mysql', variables: MYSQL },
  MongoDB: { image: 'mongo:8.0', port: 27017, mountPath: '/data/db', variables: MONGODB },
};

/** A database of a template as the two answers of the CLI hold it: `config`, `instance`, and its volume. */
export function databaseOf(name, { random, region }) {
  const { image, port, mountPath, variables } = KINDS[name];
  const [id, volume] = [random.id(), random.id()];
  return {
    id, name,
    config: {
      source: { image }, deploy: { multiRegionConfig: { [region]: { numReplicas: 1 } } }, networking: { tcpProxies: { [port]: {} } }, volumeMounts: { [volume]: { mountPath } },
      variables: Object.fromEntries(Object.entries(variables(random)).map(([key, value]) => [key, variable(value)])),
    },
    instance: { serviceId: id, serviceName: name, source: { image }, latestDeployment: { status: 'SUCCESS', createdAt: '2026-11-20T10:00:00Z' } },
    volume: { id: volume, config: { sizeMB: 5000, region }, instance: { serviceId: id, mountPath, sizeMB: 5000, currentSizeMB: 600 + Math.floor(random.next() * 2000), volume: { id: volume, name: `${name.toLowerCase()}-volume` } } },
  };
}
