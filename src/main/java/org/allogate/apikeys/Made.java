package org.allogate.apikeys;

/** A key just made and the owner it was made for. */
record Made(NewKey key, KeyOwner owner) {}
