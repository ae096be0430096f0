const JOB = /job|task|progress|status|export|import|report|render|upload|batch|run|process|generation|work/i;
const ASKING = /status|progress|result|poll|job|task|state/i;

/** True where a container and the route that is asked for one of its entries speak of work that goes on. */
export function isAboutJobs(container: string, route: string): boolean {
  return JOB.test(container) && (ASKING.test(route) || /status|progress|job|task/i.test(container));
}

const CHOICES = /\b\w*(?:lock|leader|primary|is_?main|run_?scheduler|enable_?(?:cron|scheduler|jobs)|scheduler_?enabled|cron_?enabled|dyno|instance_id|worker_id|NODE_APP_INSTANCE)\w*\b/i;

/** True where code takes a lock, or a variable chooses which copy of the process runs a job. */
export const choosesOne = (text: string): boolean => CHOICES.test(text);
