package io.cachetree.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many of something are wanted. */
final class Count implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new TypeConversionException("\"%s\" is no count. Give a whole number from 0 on.".formatted(text));
        }
        return Integer.valueOf(text);
    }
}
