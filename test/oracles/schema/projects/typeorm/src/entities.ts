import 'reflect-metadata';
import { Column, Entity, Index, JoinColumn, ManyToOne, OneToOne, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';

export abstract class Dated {
  @PrimaryGeneratedColumn() id!: number;
  @Index() @Column({ type: 'int' }) created!: number;
}

@Entity()
export class User extends Dated {
  @Column({ type: 'text', unique: true }) email!: string;
  @Column('boolean') active!: boolean;
  @Index('user_phone', { unique: true }) @Column({ type: 'text', name: 'phone_number' }) phone!: string;
}

@Entity('posts')
@Index(['editor', 'day'])
@Index('by_day', ['day', 'title'], { where: 'day > 3' })
@Unique(['author', 'title'])
export class Post extends Dated {
  @Column({ type: 'int' }) day!: number;
  @Column({ type: 'text' }) title!: string;
  @ManyToOne(() => User, { onDelete: 'CASCADE' }) author!: User;
  @ManyToOne(() => User) @JoinColumn({ name: 'editor_id' }) editor!: User;
  @OneToOne(() => User) @JoinColumn() owner!: User;
  @Index() @ManyToOne(() => User) reviewer!: User;
  @ManyToOne(() => User, { createForeignKeyConstraints: false }) reader!: User;
}

@Entity({ name: 'tags' })
export class Tag {
  @PrimaryColumn({ type: 'text' }) name!: string;
  @PrimaryColumn({ type: 'int' }) place!: number;
}

@Entity()
export class Employee extends Dated {
  @ManyToOne(() => Employee) @JoinColumn({ name: 'boss' }) manager!: Employee;
}
