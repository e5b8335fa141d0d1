package io.lexstream.evaluation;

/**
 * Expected calibration error (Guo et al. 2017): the difference between mean confidence and accuracy
 * in each of 15 bins of equal width, averaged with the number of answers as weight. Not thread
 * safe.
 */
final class CalibrationError {

  private static final int BINS = 15;

  private final int[] answers = new int[BINS];
  private final int[] right = new int[BINS];
  private final double[] confidence = new double[BINS];

  /**
   * Adds an answer.
   *
   * @param score confidence in {@code [0, 1]}
   */
  void add(double score, boolean isRight) {
    int bin = Math.min((int) (score * BINS), BINS - 1);
    answers[bin]++;
    right[bin] += isRight ? 1 : 0;
    confidence[bin] += score;
  }

  /** Returns the error in {@code [0, 1]}; 0 without answers. */
  double value() {
    double gap = 0;
    int all = 0;
    for (int bin = 0; bin < BINS; bin++) {
      gap += Math.abs(confidence[bin] - right[bin]);
      all += answers[bin];
    }
    return all == 0 ? 0 : gap / all;
  }
}
