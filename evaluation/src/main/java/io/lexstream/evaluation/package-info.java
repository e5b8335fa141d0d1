/** Scores model packages on labelled data, through the same path as production. */
package io.lexstream.evaluation;
