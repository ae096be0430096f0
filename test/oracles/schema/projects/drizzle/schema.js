import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, integer, pgTable as table, primaryKey, serial, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { dates } from './columns.js';

export const users = table('users', {
  id: serial('id').primaryKey(),
  email: text('mail').notNull().unique('one_mail'),
  active: boolean(),
  ...dates,
}, (columns) => [index().on(columns.active), uniqueIndex('lower_mail').on(sql`lower(${columns.email})`)]);

export const posts = table('posts', {
  id: serial().primaryKey(),
  authorId: integer('author_id').references(() => users.id, { onDelete: 'cascade' }),
  parent: integer('parent_id'),
  title: text(),
}, (t) => ({
  byAuthor: index('by_author').on(t.authorId.desc(), t.title).where(sql`${t.title} <> ''`),
  byTitle: index('by_title').using('gin', t.title.op('gin_trgm_ops')),
  latest: index().on(t.parent.desc()),
  one: unique().on(t.authorId, t.title),
  self: foreignKey({ columns: [t.parent], foreignColumns: [t.id] }),
}));

export const likes = table('likes', {
  userId: integer('user_id').references(() => users.id),
  postId: integer('post_id').references(() => posts.id),
}, (t) => [primaryKey({ columns: [t.postId, t.userId] })]);
