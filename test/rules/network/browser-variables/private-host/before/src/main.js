export const vite_api = import.meta.env.VITE_API;
export const vite_search = import.meta.env.VITE_SEARCH;
