import { Column, Entity, Index, JoinColumn, ManyToOne, OneToOne, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class User {
  @PrimaryGeneratedColumn() id: number;
  @Column({ unique: true }) email: string;
}

@Entity('posts')
@Index(['editor', 'created'])
export class Post {
  @PrimaryGeneratedColumn() id: number;
  @ManyToOne(() => User, { onDelete: 'CASCADE' }) author: User;
  @ManyToOne(() => User) @JoinColumn({ name: 'editor_id' }) editor: User;
  @OneToOne(() => User) @JoinColumn() owner: User;
  @Index() @ManyToOne(() => User) reviewer: User;
  @Column() created: Date;
}
