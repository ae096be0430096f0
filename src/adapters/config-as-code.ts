/** The day on which Railway announced the end of railway.json and railway.toml. https://docs.railway.com/reference/config-as-code */
export const CONFIG_AS_CODE_ANNOUNCED = '2026-08-21';

/** The day from which Railway reads railway.json and railway.toml no more. */
export const CONFIG_AS_CODE_ENDS = '2026-12-01';
