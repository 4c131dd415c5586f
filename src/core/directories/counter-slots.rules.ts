/** In how many slots a directory counts its resources. The check of directory_counters.slot knows this number too. */
export const COUNTER_SLOTS = 16;
