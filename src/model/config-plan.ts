/** What `railway config apply` would do with a `.railway/railway.ts` in one environment. Texts are Railway's and hold no values. */
export interface ConfigPlan {
  /** Name of the environment. */
  readonly environment: string;
  readonly changes: readonly PlannedChange[];
  /** Why Railway does not take the file as it is: `resources.service.web.variables: web declares no env ...`. */
  readonly errors: readonly string[];
  /** The same of services whose old file Railway still reads; of these the plan says nothing else. */
  readonly stillRead: readonly string[];
}

/** One change of a plan. */
export interface PlannedChange {
  /** `Delete service worker`. */
  readonly summary: string;
  /** True where a service, a volume, a bucket or a variable goes. */
  readonly isDestructive: boolean;
  /** Settings that the file does not have, and that would go with it: `deploy.healthcheckPath`. Railway calls that safe. */
  readonly unset: readonly string[];
}
