package io.gradstream.workbench.infer;

import io.gradstream.features.event.DateDigits;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.EventBuilder;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Whether a cell is a time by the rules that the learner reads it with. */
final class TimeCell {

  /** Epoch milliseconds from 1973 on; shorter numbers are rather numbers. */
  private static final Pattern EPOCH_MILLIS = Pattern.compile("[0-9]{12,13}");

  private static final Pattern DATE_FIRST = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}.*");

  /** Dates in other forms: 1/31/2011, 31.1.2011 08:00, 2011/1/31, 2011-01, 20:15. */
  private static final Pattern OTHER_FORM =
      Pattern.compile("[0-9]{1,4}[-/.][0-9]{1,2}([-/.][0-9]{1,4})?([ T].*)?|[0-9]{1,2}:[0-9]{2}.*");

  private final EventBuilder builder =
      new EventBuilder(
          new EventSchema(List.of(new EventField("time", FieldType.TIME, false)), ZoneOffset.UTC));

  /** Epoch milliseconds, if the cell is a time. */
  OptionalLong read(String cell) {
    boolean isNumber = EPOCH_MILLIS.matcher(cell).matches() && !DateDigits.are(cell);
    if (!isNumber && !DATE_FIRST.matcher(cell).matches()) {
      return OptionalLong.empty();
    }
    return builder.setCell(0, cell).build() instanceof Decoded.Good good
            && !good.event().isMissing(0)
        ? OptionalLong.of(good.event().time(0))
        : OptionalLong.empty();
  }

  static boolean isOtherForm(String cell) {
    return OTHER_FORM.matcher(cell).matches() || DATE_FIRST.matcher(cell).matches();
  }
}
