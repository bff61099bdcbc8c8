/**
 * What is timed: a network, its weights, images and the kind of work ({@code BenchCase}). Another kind of subject is one
 * more implementation of it.
 */
package io.lossatlas.bench.subject;
