import { ships } from '../lib/ships';
export default async function Page() { return (await ships()).length; }
