package io.gradstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/**
 * Whatever stands on one of our own topics, control commands among them, is read or is a {@link
 * MalformedRecordException}; what was read is written and read back as it was.
 */
class OwnRecordsFuzzTest {

  private final List<CodecSubject<?>> subjects = CodecSubject.all().toList();

  @FuzzTest
  void isReadOrMalformed(byte[] bytes) {
    for (CodecSubject<?> subject : subjects) {
      check(subject, bytes);
    }
  }

  private static <T> void check(CodecSubject<T> subject, byte[] bytes) {
    T read;
    try {
      read = subject.decode().apply(bytes);
    } catch (MalformedRecordException e) {
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    byte[] written = subject.encode().apply(read);
    byte[] again = subject.encode().apply(subject.decode().apply(written));
    assertThat(again).as("%s read back", subject).isEqualTo(written);
  }
}
