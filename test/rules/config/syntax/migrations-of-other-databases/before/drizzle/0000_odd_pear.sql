CREATE TABLE `pears` (`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL);--> statement-breakpoint
PRAGMA foreign_keys = ON;
