package io.lexstream.streamsapp.http;

import io.javalin.http.Context;

/** Decides whether the body of a request is accepted, by its size and number of documents. */
final class Admission {

  /** Memory of a document and its record, besides its text. */
  static final long BYTES_PER_DOCUMENT = 2_048;

  /** Copies of a body that exist at the same time: text, record, and producer buffer. */
  static final int COPIES = 3;

  private static final double DOCUMENTS_PER_TOKEN = 20;
  private static final double BYTES_PER_TOKEN = 8_192;

  private final int maxDocuments;
  private final RateLimit limit;

  Admission(int maxDocuments, RateLimit limit) {
    this.maxDocuments = maxDocuments;
    this.limit = limit;
  }

  /** Charges the client's rate limit for the size of the body, and decodes it. */
  byte[] body(Context ctx) {
    var body = RequestBody.of(ctx);
    int sent = body.bytes().length;
    limit.charge(Client.of(ctx), sent / BYTES_PER_TOKEN);
    byte[] decoded = body.decoded();
    limit.charge(Client.of(ctx), Math.max(0, decoded.length - sent) / BYTES_PER_TOKEN);
    return decoded;
  }

  /**
   * Charges the client's rate limit for the documents, and reserves memory.
   *
   * @param bytes size of the decoded body
   * @throws ProblemException if there are too many documents (413) or too little memory (503)
   */
  void admit(Context ctx, int bytes, int documents) {
    limit.charge(Client.of(ctx), documents / DOCUMENTS_PER_TOKEN);
    if (documents > maxDocuments) {
      throw new ProblemException(
          Problem.tooLarge(
              "the request has %d documents, at most %d are allowed: send several requests"
                  .formatted(documents, maxDocuments)));
    }
    RequestBody.of(ctx).reservation().add(documents * BYTES_PER_DOCUMENT + (long) COPIES * bytes);
  }
}
