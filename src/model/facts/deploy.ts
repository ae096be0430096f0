import type { Known } from '../fact.ts';
import type { Variable } from './build.ts';

/** What the platform is told to do with the image. */
export interface DeployFacts {
  /** Replicas of the service on the platform. */
  'deploy.replicas': number;
  /** Path that the platform asks before it sends traffic. */
  'deploy.healthcheckPath': string;
  /** Seconds the platform waits for it. */
  'deploy.healthcheckTimeout': number;
  /** Commands that run before the new version starts. */
  'deploy.preDeployCommand': string;
  /** on_failure, always or never. */
  'deploy.restartPolicy': 'on_failure' | 'always' | 'never';
  /** Restarts before the platform gives up. */
  'deploy.restartRetries': number;
  /** Seconds the old version stays beside the new one. */
  'deploy.overlapSeconds': number;
  /** Seconds between SIGTERM and SIGKILL. */
  'deploy.drainingSeconds': number;
  /** Cron expression of a service that runs on a schedule. */
  'deploy.cronSchedule': string;
  /** True when the service sleeps without traffic. */
  'deploy.sleep': boolean;
  /** CPU limit, in vCPU. */
  'deploy.cpuLimit': number;
  /** Memory limit in MB. */
  'deploy.memoryLimit': number;
  /** Mount path of a volume. */
  'deploy.volumeMount': string;
  /** Variables that the platform is told to set on the service. */
  'deploy.variables': readonly Variable[];
  /** Items of a pre-deploy command that is written as a list of several. */
  'deploy.preDeployItems': readonly Known<string>[];
  /** Regions in which replicas of the service run, where a file names them. */
  'deploy.regions': readonly Known<string>[];
}
