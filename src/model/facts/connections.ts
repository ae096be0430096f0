/** How a program uses its pools and connections, beyond what opens them. */
export interface ConnectionFacts {}
