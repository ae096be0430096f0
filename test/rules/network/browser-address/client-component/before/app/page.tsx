'use client';

export default function Page() {
	void fetch( `http://api.railway.internal:8000/ships` );
	return null;
}
