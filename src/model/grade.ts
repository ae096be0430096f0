/** What a score is called. */
export type Grade = 'excellent' | 'good' | 'fair' | 'poor';

/** Grades from the best to the worst. */
export const GRADES = ['excellent', 'good', 'fair', 'poor'] as const satisfies readonly Grade[];
