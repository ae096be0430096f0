import { Controller, Param, Post } from '@nestjs/common';

@Controller('boards')
export class BoardController {
  /** Boards that are painted now, and since when. */
  private readonly painting = new Map<string, number>();
  private static readonly LOCK_TTL_MS = 7_500;

  @Post(':board')
  async repaint(@Param('board') board: string) {
    const since = this.painting.get(board);
    if (since !== undefined && Date.now() - since < BoardController.LOCK_TTL_MS) return;

    this.painting.set(board, Date.now());
    try {
      await this.paint(board);
    } finally {
      this.painting.delete(board); // a stale lock is left behind by nobody
    }
  }

  private async paint(board: string): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, board.length));
  }
}
