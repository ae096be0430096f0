import { index, integer, pgTable, primaryKey, serial, text } from 'drizzle-orm/pg-core';

export const users = pgTable('users', { id: serial('id').primaryKey(), email: text('email').unique() });

export const posts = pgTable('posts', {
  id: serial('id').primaryKey(),
  authorId: integer('author_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
  editorId: integer('editor_id').references(() => users.id),
}, (table) => [index('posts_editor').on(table.editorId.desc(), table.id)]);

export const likes = pgTable('likes', {
  userId: integer('user_id').references(() => users.id),
  postId: integer('post_id').references(() => posts.id),
}, (table) => ({ pk: primaryKey({ columns: [table.postId, table.userId] }), byUser: index().on(table.userId) }));
