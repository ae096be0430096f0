/** Work beside requests: queues, jobs, schedules. */
export interface TaskFacts {}
