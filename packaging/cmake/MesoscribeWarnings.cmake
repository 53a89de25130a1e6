# SPDX-FileCopyrightText: The Mesoscribe authors
# SPDX-License-Identifier: Apache-2.0
#
# Every target of ours links this one: warnings are errors, and Qt's risky conveniences are off.
option(MESOSCRIBE_WERROR "Treat compiler warnings as errors" ON)
set(MESOSCRIBE_SANITIZE "" CACHE STRING "Sanitizers to build with, e.g. address,undefined")

add_library(mesoscribe_warnings INTERFACE)
target_compile_options(mesoscribe_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual -Wformat=2)
if(MESOSCRIBE_WERROR)
    target_compile_options(mesoscribe_warnings INTERFACE -Werror)
endif()
target_compile_definitions(mesoscribe_warnings INTERFACE
    QT_NO_FOREACH QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400)

if(MESOSCRIBE_SANITIZE)
    add_compile_options(-fsanitize=${MESOSCRIBE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${MESOSCRIBE_SANITIZE})
endif()
